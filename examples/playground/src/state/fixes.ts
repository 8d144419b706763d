/** Applies the edits of fixes. */
import { lineStarts, offsetInText } from "../editor/places";
import type { Edit, Finding } from "../library";

import { files, say, writeFile } from "./state";

/** Whether a finding has a fix with edits. */
export function isFixable(finding: Finding): boolean {
  return editsOf(finding) !== undefined;
}

export function editsOf(finding: Finding): readonly Edit[] | undefined {
  return finding.fixes?.find((fix) => fix.edits !== undefined && fix.edits.length > 0)?.edits;
}

/** Why a finding has to be fixed manually, if the report gives a reason. */
export function refusedBecause(finding: Finding): string | undefined {
  return finding.fixes?.find((fix) => fix.refused !== undefined)?.refused;
}

export function applyFix(finding: Finding): void {
  const edits = editsOf(finding);
  if (!edits) return;
  for (const [path, own] of Map.groupBy(edits, (edit) => edit.path)) {
    const text = files.value.get(path);
    if (typeof text === "string") writeFile(path, edited(text, own));
  }
  say(`Applied the fix for ${finding.check}.`);
}

/** Applies edits, whose positions refer to the original text. */
export function edited(text: string, edits: readonly Edit[]): string {
  const starts = lineStarts(text);
  const changes = edits
    .map((edit) => ({
      from: offsetInText(text, starts, edit.start),
      to: offsetInText(text, starts, edit.end),
      insert: edit.text,
    }))
    .sort((a, b) => b.from - a.from || b.to - a.to);
  return changes.reduce(
    (result, change) => result.slice(0, change.from) + change.insert + result.slice(change.to),
    text,
  );
}
