/** Examples of checks, as the documentation shows them. */
import { batch } from "@preact/signals";

import texts from "virtual:platforms";

import type { Platform } from "../files/platforms";

import { declarations, type Declaration } from "./declarations";
import {
  choices,
  dialog,
  say,
  openName,
  part,
  replaceFiles,
  shownExample,
  type ShownExample,
} from "./state";

const PREFIX = "#example=";

export type Example = Declaration["examples"][number];

/** The example with findings, and the fixed one. */
export function casesOf(check: Declaration): { bad?: Example; good?: Example } {
  const bad = check.examples.find((example) => example.findings.length > 0);
  const good = check.examples.find((example) => example.findings.length === 0);
  return { ...(bad ? { bad } : {}), ...(good ? { good } : {}) };
}

/** The files of an example: `#= name` begins another file. */
function filesOf(id: string, text: string): [string, string][] {
  const [first = "", ...others] = text.split(/^(?=#= )/m);
  const rest = others.map((other): [string, string] => {
    const [head = "", ...lines] = other.split("\n");
    return [head.slice("#= ".length).trim(), lines.join("\n")];
  });
  const name = texts.exampleNames[id] ?? "example.yaml";
  return first.trim() === "" && rest.length > 0 ? rest : [[name, first], ...rest];
}

export function openExample(shown: ShownExample): void {
  const check = declarations.value.find((each) => each.id === shown.check || each.former_ids?.includes(shown.check));
  const example = check && casesOf(check)[shown.shows];
  if (!check || !example) {
    say(`No example for check ${shown.check}.`);
    return;
  }
  batch(() => {
    replaceFiles(filesOf(check.id, example.text));
    choices.value = { ...choices.value, select: [check.id], ignore: [] };
    shownExample.value = shown;
    dialog.value = null;
    part.value = "editor";
  });
  history.replaceState(null, "", `${PREFIX}${check.id}`);
}

export function openPlatform(platform: Platform): void {
  batch(() => {
    replaceFiles(platform.files, platform.open);
    openName.value = platform.open;
    withAllChecks();
    dialog.value = null;
    part.value = "editor";
  });
  history.replaceState(null, "", location.pathname + location.search);
}

/** Enables all checks again after an example. */
export function withAllChecks(): void {
  const { select: _select, ignore: _ignore, ...others } = choices.value;
  choices.value = others;
}

/** The check that the fragment of the URL names. */
export function exampleBy(fragment: string): string | null {
  return fragment.startsWith(PREFIX) ? decodeURIComponent(fragment.slice(PREFIX.length)) : null;
}
