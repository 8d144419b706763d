/** What the page knows: the files, what was chosen, what came of checking, what is looked at. */
import { batch, computed, signal } from "@preact/signals";

import { POLICY_NAME, type Choices, type Finding, type Report, type Severity } from "../library";

/** Text, or the bytes of a file that is not UTF-8. */
export type Content = string | Uint8Array;

export type Files = ReadonlyMap<string, Content>;

/** A fault of a request: of the policy file, mostly. */
export interface Refusal {
  message: string;
  hint?: string;
  faults: { message: string; hint?: string; line?: number; column?: number }[];
}

export type Outcome =
  | { kind: "waiting" }
  | { kind: "report"; report: Report; milliseconds: number }
  | { kind: "refused"; refusal: Refusal };

export type Panel = "findings" | "controls" | "gaps" | "options";

/** Which part a narrow screen shows. */
export type Part = "files" | "editor" | "panel";

export type Grouping = "severity" | "file" | "resource" | "control";

export type Dialog = "examples" | "share" | null;

/** An example of a check that is shown. */
export interface ShownExample {
  check: string;
  shows: "bad" | "good";
}

export const files = signal<Files>(new Map());
/** Names of files that were given one by one: failing to read one of them matters. */
export const named = signal<ReadonlySet<string>>(new Set());
/** Names of files that were dropped and are not of a kind that is read. */
export const leftOut = signal<readonly string[]>([]);
/** Whether something was written that closing the page would lose. */
export const isWritten = signal(false);
export const openName = signal<string | null>(null);
export const choices = signal<Choices>({});
export const outcome = signal<Outcome>({ kind: "waiting" });
/** Whether the outcome is not that of the files and choices as they are now: a check is due or runs. */
export const isChecking = signal(true);

export const panel = signal<Panel>("findings");
export const part = signal<Part>("editor");
export const dialog = signal<Dialog>(null);
export const grouping = signal<Grouping>("severity");
export const hiddenSeverities = signal<ReadonlySet<Severity>>(new Set());
export const filter = signal("");
export const selectedFinding = signal<Finding | null>(null);
export const shownExample = signal<ShownExample | null>(null);
/** A word on what was just done, also read aloud, and how it is undone. */
export const notice = signal<{ text: string; undo?: () => void } | null>(null);

export const report = computed(() =>
  outcome.value.kind === "report" ? outcome.value.report : null,
);

/** The worst severity and the count of findings by file. */
export const findingsByFile = computed(() => {
  const byFile = new Map<string, Finding[]>();
  for (const finding of report.value?.findings ?? []) {
    const path = finding.location?.path;
    if (path === undefined) continue;
    const list = byFile.get(path);
    if (list) list.push(finding);
    else byFile.set(path, [finding]);
  }
  return byFile;
});

/** The files that are judged: all but the policy. */
export function inputs(): Map<string, Content> {
  const all = new Map(files.value);
  all.delete(POLICY_NAME);
  return all;
}

export function policyText(): string | undefined {
  const policy = files.value.get(POLICY_NAME);
  return typeof policy === "string" ? policy : undefined;
}

export function writeFile(name: string, content: Content): void {
  const next = new Map(files.value);
  next.set(name, content);
  batch(() => {
    files.value = sorted(next);
    isWritten.value = true;
  });
}

export function say(text: string, undo?: () => void): void {
  notice.value = undo ? { text, undo } : { text };
}

export function deleteFile(name: string): void {
  const next = new Map(files.value);
  next.delete(name);
  takeAway(next, `Deleted ${name}.`);
}

export function deleteAll(): void {
  takeAway(new Map(), "Deleted all files.");
}

function takeAway(next: Files, text: string): void {
  const [before, open] = [files.value, openName.value];
  batch(() => {
    files.value = next;
    if (open !== null && !next.has(open)) openName.value = next.keys().next().value ?? null;
    say(text, () => {
      files.value = before;
      openName.value = open;
    });
  });
}

export function renameFile(from: string, to: string): void {
  const content = files.value.get(from);
  if (content === undefined || from === to) return;
  const next = new Map(files.value);
  next.delete(from);
  next.set(to, content);
  batch(() => {
    files.value = sorted(next);
    if (openName.value === from) openName.value = to;
  });
}

/** Puts other files in the place of all. */
export function replaceFiles(next: Iterable<readonly [string, Content]>, open?: string): void {
  const map = sorted(new Map(next));
  batch(() => {
    files.value = map;
    isWritten.value = false;
    leftOut.value = [];
    selectedFinding.value = null;
    shownExample.value = null;
    openName.value = open !== undefined && map.has(open) ? open : (map.keys().next().value ?? null);
  });
}

function sorted(map: Map<string, Content>): Files {
  return new Map([...map].sort(([a], [b]) => byPlace(a, b)));
}

/** Folders before the files beside them, as file trees have it. */
function byPlace(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const shared = left.findIndex((part, index) => part !== right[index]);
  const at = shared < 0 ? left.length - 1 : shared;
  const [leftIsFile, rightIsFile] = [at === left.length - 1, at === right.length - 1];
  if (leftIsFile !== rightIsFile) return leftIsFile ? 1 : -1;
  const [one = "", other = ""] = [left[at], right[at]];
  return one < other ? -1 : one > other ? 1 : 0;
}
