/** What is rendered for an environment, and the chain of a value: where it is written, read and rendered. */
import type { RenderedOrigin, Rendering } from "asepsis";

import { SEVERITIES, type Finding, type Input, type Location, type Report } from "../library";

/** A place in a file that contributes to a value. */
export interface Link {
  location: Location;
  /** `edit` is the place that decides; `condition` decides whether the value is rendered. */
  part: "edit" | "other" | "condition";
}

/** The places that a value comes from, and the lines of the result that it is on. */
export interface Chain {
  links: readonly Link[];
  lines: readonly number[];
}

/** An object of the result. */
export interface RenderedObject {
  kind: string;
  name: string;
  /** Its first and last line in the result, from 1. */
  first: number;
  last: number;
}

/** The result for one environment. */
export interface Result {
  environment: string | undefined;
  text: string;
  objects: readonly RenderedObject[];
  /** The origins of each line that has some. */
  origins: ReadonlyMap<number, readonly RenderedOrigin[]>;
  /** The lines to which a line of a file contributes, by `lineKey`. */
  reached: ReadonlyMap<string, ReadonlySet<number>>;
}

/** The name of an environment; findings name what is rendered without one `default`. */
export function nameOf(environment: string | undefined): string {
  return environment ?? "default";
}

export function lineKey(path: string, line: number): string {
  return `${path}:${line}`;
}

function keyOf({ path, start }: Location): string {
  return lineKey(path, start?.line ?? 0);
}

export function resultOf({ name, text, origins = [] }: Rendering["environments"][number]): Result {
  const byLine = Map.groupBy(origins, ({ line }) => line);
  const lines = text.split("\n").map((line, index) => withoutComment(line, byLine.get(index + 1)));
  const reached = new Map<string, Set<number>>();
  for (const origin of origins) {
    for (const location of [origin.location, ...(origin.related ?? []).map((each) => each.location)]) {
      const known = reached.get(keyOf(location));
      if (known) known.add(origin.line);
      else reached.set(keyOf(location), new Set([origin.line]));
    }
  }
  return { environment: name, text: lines.join("\n"), objects: objectsOf(lines), origins: byLine, reached };
}

/** The line without the comment at its end that names the deciding place. */
function withoutComment(line: string, origins: readonly RenderedOrigin[] | undefined): string {
  const path = origins?.at(-1)?.location.path;
  const at = path === undefined ? -1 : line.lastIndexOf(` # ${path}:`);
  return at < 0 ? line : line.slice(0, at);
}

function objectsOf(lines: readonly string[]): RenderedObject[] {
  const starts = lines.flatMap((line, index) => (line === "---" ? [index + 1] : []));
  return starts.map((start, index) => {
    const end = (starts[index + 1] ?? lines.length) - 1;
    const own = lines.slice(start, end);
    const metadata = own.indexOf("metadata:");
    const value = (from: number, key: string) =>
      own.slice(Math.max(from, 0)).find((line) => line.startsWith(key))?.slice(key.length) ?? "";
    const name = metadata < 0 ? "" : unquoted(value(metadata, "  name: "));
    return { kind: unquoted(value(0, "kind: ")), name, first: start, last: Math.max(end, start) };
  });
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, "$1");
}

export function objectAt(result: Result, line: number): RenderedObject | undefined {
  return result.objects.find(({ first, last }) => first <= line && line <= last);
}

/** The chain of a line of the result. */
export function chainOfLine(result: Result, line: number): Chain {
  return { links: linksOf(result.origins.get(line) ?? []), lines: [line] };
}

/** The chain of a line of a file: all lines of the result to which it contributes. */
export function chainOfSource(result: Result, path: string, line: number): Chain {
  const lines = [...(result.reached.get(lineKey(path, line)) ?? [])].sort((a, b) => a - b);
  const own: Location = { path, start: { line, column: 1, byte: 0 } };
  const first = lines[0];
  const links = first === undefined ? [] : linksOf(result.origins.get(first) ?? []);
  const isThere = links.some(({ location }) => keyOf(location) === keyOf(own));
  return { links: isThere ? links : [{ location: own, part: "other" }], lines };
}

/**
 * The chain of a finding; `null` if it is not about a value of this result.
 *
 * A finding is at the place that decides a value, so that it belongs to the lines with this origin.
 */
export function chainOfFinding(result: Result, finding: Finding): Chain | null {
  const { location, environments = [], related = [] } = finding;
  const isHere = environments.length === 0 || environments.includes(nameOf(result.environment));
  if (!location?.start || !isHere) return null;
  const near = [...(result.reached.get(keyOf(location)) ?? [])].sort((a, b) => a - b);
  const own = near.filter((line) => isOf(objectAt(result, line), finding));
  const decided = (line: number, isSame: (one: Location) => boolean) =>
    result.origins.get(line)?.some((origin) => isSame(origin.location)) ?? false;
  const exact = own.filter((line) => decided(line, (one) => isSamePlace(one, location)));
  const inLine = own.filter((line) => decided(line, (one) => keyOf(one) === keyOf(location)));
  const lines = exact.length > 0 ? exact : inLine.length > 0 ? inLine : own;
  const first = lines[0];
  if (first === undefined) return null;
  const others = related.map(({ location, role }): Link => ({ location, part: partOf(role) }));
  const origins = result.origins.get(first) ?? [];
  const same = origins.filter((origin) => isSamePlace(origin.location, location));
  const found = linksOf(same.length > 0 ? same : origins).map((link): Link => {
    return link.part === "edit" ? { ...link, part: "other" } : link;
  });
  return { links: distinct([{ location, part: "edit" }, ...others, ...found]), lines };
}

/** A finding that is about a value of the result. */
export interface Shown {
  finding: Finding;
  chain: Chain;
}

/** The findings about values of a result, the most severe first, and then by their lines. */
export function findingsIn(result: Result, report: Report | null): Shown[] {
  const all = (report?.findings ?? []).flatMap((finding): Shown[] => {
    const chain = chainOfFinding(result, finding);
    return chain ? [{ finding, chain }] : [];
  });
  const rank = ({ finding }: Shown) => SEVERITIES.indexOf(finding.severity);
  const line = ({ chain }: Shown) => chain.lines[0] ?? 0;
  return all.sort((a, b) => rank(a) - rank(b) || line(a) - line(b));
}

function linksOf(origins: readonly RenderedOrigin[]): Link[] {
  // The value that is written last on a line is its scalar.
  const links = origins.toReversed().flatMap(({ location, related = [] }, index): Link[] => [
    { location, part: index === 0 ? "edit" : "other" },
    ...related.map((each): Link => ({ location: each.location, part: partOf(each.role) })),
  ]);
  return distinct(links);
}

function partOf(role: string): Link["part"] {
  return role === "condition" ? "condition" : "other";
}

/** Each place once, as the first part that it has. */
function distinct(links: readonly Link[]): Link[] {
  const order = ["edit", "other", "condition"];
  const sorted = links.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
  const seen = new Set<string>();
  return sorted.filter(({ location }) => {
    const key = `${keyOf(location)}:${location.start?.column}`;
    return !seen.has(key) && seen.add(key);
  });
}

function isSamePlace(one: Location, other: Location): boolean {
  return keyOf(one) === keyOf(other) && one.start?.column === other.start?.column;
}

/** Whether a finding may be about an object; one about a file may be about any. */
function isOf(object: RenderedObject | undefined, { resource, names = {} }: Finding): boolean {
  if (!resource || resource.technology) return true;
  if (object?.kind !== resource.kind) return false;
  const all = [resource.name, ...Object.values(names).map((each) => each.name)];
  return resource.name === undefined || all.includes(object.name);
}

/** The column that a file belongs to. */
export type Side = "template" | "values" | "overlay" | "base";

export const SIDES: readonly Side[] = ["template", "values", "overlay", "base"];

export function sideOf(input: Input | undefined, environment: string | undefined): Side {
  const role = input?.role ?? "";
  if (role.includes("template")) return "template";
  if (role === "values" || role === "chart") return "values";
  return isOwn(input, environment) ? "overlay" : "base";
}

/** Whether a file is only for this environment. */
function isOwn(input: Input | undefined, environment: string | undefined): boolean {
  const names = input?.environments ?? [];
  return names.length === 1 && names[0] === environment;
}

/**
 * The files that contribute to an object, by column: those of the environment alone are first, and then the
 * files with most of its values.
 */
export function sidesOf(result: Result, object: RenderedObject | undefined, report: Report | null) {
  const counts = new Map<string, number>();
  for (let line = object?.first ?? 1; line <= (object?.last ?? 0); line += 1) {
    for (const { location, related = [] } of result.origins.get(line) ?? []) {
      for (const { path } of [location, ...related.map((each) => each.location)]) {
        counts.set(path, (counts.get(path) ?? 0) + 1);
      }
    }
  }
  const inputs = new Map(report?.inputs.map((input) => [input.path, input]));
  const rank = (path: string) => (isOwn(inputs.get(path), result.environment) ? 1 : 0);
  const sorted = [...counts].sort(([a, some], [b, others]) => rank(b) - rank(a) || others - some);
  const paths = sorted.map(([path]) => path);
  const sides = Map.groupBy(paths, (path) => sideOf(inputs.get(path), result.environment));
  return SIDES.flatMap((side) => {
    const own = sides.get(side);
    return own ? [{ side, paths: own }] : [];
  });
}
