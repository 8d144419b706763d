/** The state of the page: files, options, outcome, selection. */
import { batch, computed, signal } from "@preact/signals";

import { filesIn, isArchive } from "../files/archive";
import { POLICY_NAME, type Choices, type Finding, type Report, type Severity } from "../library";

/** Text, or the bytes of a file that is not UTF-8. */
export type Content = string | Uint8Array;

export type Files = ReadonlyMap<string, Content>;

/** An error of a request, usually of the policy file. */
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

/** The part that a narrow screen shows. */
export type Part = "files" | "editor" | "panel";

export type Grouping = "severity" | "file" | "resource" | "control";

export type Dialog = "examples" | "rendered" | "share" | null;

/** The displayed example of a check. */
export interface ShownExample {
  check: string;
  shows: "bad" | "good";
}

export const files = signal<Files>(new Map());
/** Names of files that were added one by one: the run is incomplete if one of them cannot be read. */
export const named = signal<ReadonlySet<string>>(new Set());
/** Names of dropped files of types that are not read. */
export const leftOut = signal<readonly string[]>([]);
/** Whether there are edits that closing the page would lose. */
export const isWritten = signal(false);
export const openName = signal<string | null>(null);
export const choices = signal<Choices>({});
export const outcome = signal<Outcome>({ kind: "waiting" });
/** Whether the outcome is outdated: a check is pending or running. */
export const isChecking = signal(true);

export const panel = signal<Panel>("findings");
export const part = signal<Part>("editor");
export const dialog = signal<Dialog>(null);
export const grouping = signal<Grouping>("severity");
export const hiddenSeverities = signal<ReadonlySet<Severity>>(new Set());
export const filter = signal("");
export const selectedFinding = signal<Finding | null>(null);
export const shownExample = signal<ShownExample | null>(null);
/** A message about the last action, also announced, and a function to undo it. */
export const notice = signal<{ text: string; undo?: () => void } | null>(null);

/**
 * The files in archives, which are shown and cannot be edited. The name of such a file is that of the
 * archive, with the path in the archive below it, as in reports.
 */
export const packed = computed(() => {
  const all = new Map<string, Content>();
  const open = [...files.value].map(([name, content]) => ({ name, content, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { name: archive, content, depth } = next;
    if (!isArchive(archive) || typeof content === "string" || depth > DEEPEST) continue;
    for (const [path, inner] of contentsOf(content)) {
      const name = `${archive}/${path}`;
      all.set(name, inner);
      open.push({ name, content: inner, depth: depth + 1 });
    }
  }
  return all;
});

/** The number of archives that a shown archive may be in. */
const DEEPEST = 3;

/** An archive is unpacked once. */
const unpacked = new WeakMap<Uint8Array, ReadonlyMap<string, Content>>();

function contentsOf(archive: Uint8Array): ReadonlyMap<string, Content> {
  const known = unpacked.get(archive);
  if (known) return known;
  const made = new Map([...filesIn(archive)].map(([name, bytes]) => [name, decoded(bytes)]));
  unpacked.set(archive, made);
  return made;
}

/** The names of all files that are shown, those in archives included. */
export const shownNames = computed(() => [
  ...sorted(new Map<string, Content>([...files.value, ...packed.value])).keys(),
]);

/** The archive that a file is in, which is itself not in another one. */
export function archiveOf(name: string): string | undefined {
  if (!packed.value.has(name)) return undefined;
  const parts = name.split("/");
  const above = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return above.find((folder) => isArchive(folder) && files.value.has(folder));
}

/** The content of a file, which may be in an archive. */
export function contentOf(name: string | null): Content | undefined {
  return files.value.get(name ?? "") ?? packed.value.get(name ?? "");
}

/** The text if the bytes are UTF-8; otherwise the bytes, which the library reports. */
export function decoded(bytes: Uint8Array): Content {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

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

/** The files that are checked: all except the policy. */
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
    if (open !== null && contentOf(open) === undefined) openName.value = next.keys().next().value ?? null;
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

/** Replaces all files. */
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

/** Sorts folders before files. */
function byPlace(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const shared = left.findIndex((part, index) => part !== right[index]);
  const at = shared < 0 ? left.length - 1 : shared;
  const [leftIsFile, rightIsFile] = [at === left.length - 1, at === right.length - 1];
  if (leftIsFile !== rightIsFile) return leftIsFile ? 1 : -1;
  const [one = "", other = ""] = [left[at], right[at]];
  return one < other ? -1 : one > other ? 1 : 0;
}
