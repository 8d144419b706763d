/** Takes the values of secrets out of texts before they are shared. */
import type { Client } from "asepsis/worker";

import { lineStarts, offsetInText } from "../editor/places";
import type { Finding, Location } from "../library";
import { POLICY_NAME } from "../library";
import type { Files } from "../state/state";

const MASK = "REDACTED";

export interface SharedFile {
  name: string;
  text: string;
  /** How many values were taken out. */
  redacted: number;
  /** Why nobody can say whether all secrets were found in it. */
  doubt?: string;
}

/**
 * Where secrets stand is asked anew, with every check and without what the policy or a comment lets
 * pass: a secret that somebody has accepted is a secret still.
 */
export async function redacted(files: Files, client: Client): Promise<SharedFile[]> {
  const texts = [...files].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const judged = new Map(texts.filter(([name]) => name !== POLICY_NAME));
  const report = await client.check(judged, { select: ["secrets"], no_inline_suppressions: true });
  const status = new Map(report.inputs.map((input) => [input.path, input.status]));
  const known = texts.map(([name, text]) => {
    const places = report.findings
      .filter((finding) => finding.location?.path === name && finding.class !== undefined)
      .flatMap((finding) => secretPlaces(finding));
    return {
      name,
      text,
      ranges: [...places.flatMap((place) => rangeOf(text, place)), ...secretData(text)],
    };
  });
  const values = new Set(
    known.flatMap(({ text, ranges }) => ranges.map(({ from, to }) => bare(text.slice(from, to)))),
  );
  const telling = [...values].filter(isTelling);
  return known.map(({ name, text, ranges }) => {
    const again = telling.flatMap((value) => occurrences(text, value));
    const { masked, count } = mask(text, [...ranges, ...again]);
    const read = status.get(name);
    const isRead = name === POLICY_NAME || read === "analysed";
    return {
      name,
      text: masked,
      redacted: count,
      ...(isRead ? {} : { doubt: "it was not read in full, so secrets in it may not be known" }),
    };
  });
}

/** A value without its quotes. */
function bare(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, "$2");
}

/** Whether a value is looked for elsewhere too: one that is a mere word would take words away. */
function isTelling(value: string): boolean {
  return value.length >= 8 && /[a-z]/i.test(value) && /[^a-z]/i.test(value);
}

function occurrences(text: string, value: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    found.push({ from: at, to: at + value.length });
  }
  return found;
}

function secretPlaces(finding: Finding): Location[] {
  return finding.location ? [finding.location] : [];
}

interface Range {
  from: number;
  to: number;
}

function rangeOf(text: string, { start, end }: Location): Range[] {
  if (!start || !end) return [];
  const starts = lineStarts(text);
  return [{ from: offsetInText(text, starts, start), to: offsetInText(text, starts, end) }];
}

/** The values of a Secret's data, whatever they are called. */
function secretData(text: string): Range[] {
  const ranges: Range[] = [];
  let at = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (/^\s*(?:-\s+)?["']?kind["']?:\s*["']?Secret["']?\s*,?\s*(?:#.*)?$/m.test(document)) {
      ranges.push(...valuesBelow(document, at));
    }
    at += document.length;
  }
  return ranges;
}

/** What stands below `data` and `stringData`: the rest of a line after its key, or whole lines. */
function valuesBelow(document: string, offset: number): Range[] {
  const ranges: Range[] = [];
  let at = offset;
  let top: number | null = null;
  let keys: number | null = null;
  for (const line of document.split(/(?<=\n)/)) {
    const body = line.trimEnd();
    const indent = body.length - body.trimStart().length;
    const head = /^\s*["']?(?:data|stringData)["']?:(.*)$/.exec(body);
    if (head) {
      [top, keys] = [indent, null];
      ranges.push(...trimmed(head[1] ?? "", at + body.length - (head[1] ?? "").length));
    } else if (top !== null && body !== "") {
      if (indent <= top) top = null;
      else {
        keys ??= indent;
        const key = indent === keys ? /^\s*(?:"[^"]*"|'[^']*'|[^\s:]+)\s*:/.exec(body)?.[0].length : 0;
        const from = key ?? 0;
        ranges.push(...trimmed(body.slice(from), at + from));
      }
    }
    at += line.length;
  }
  return ranges;
}

function trimmed(value: string, at: number): Range[] {
  const text = value.trim();
  if (text === "" || /^[|>][-+0-9]*$/.test(text) || text.startsWith("#")) return [];
  const from = at + value.indexOf(text);
  return [{ from, to: from + text.length }];
}

/** Overlapping ranges count once. */
function mask(text: string, ranges: Range[]): { masked: string; count: number } {
  const sorted = ranges.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  let masked = "";
  let at = 0;
  let count = 0;
  for (const { from, to } of sorted) {
    if (to <= at) continue;
    if (from >= at) {
      masked += text.slice(at, from) + MASK;
      count += 1;
    }
    at = to;
  }
  return { masked: masked + text.slice(at), count };
}
