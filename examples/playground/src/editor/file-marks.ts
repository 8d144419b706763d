/** The marks of a file: its findings and problems. */
import type { Text } from "@codemirror/state";

import type { Location } from "../library";
import { findingsByFile, report } from "../state/state";

import type { Mark } from "./marks";
import { offsetIn } from "./places";

export function marksIn(doc: Text, name: string): Mark[] {
  const marks: Mark[] = [];
  for (const finding of findingsByFile.value.get(name) ?? []) {
    const range = finding.location ? stretch(doc, finding.location) : null;
    if (range) marks.push({ ...range, tone: finding.severity, message: finding.message, finding });
  }
  const input = report.value?.inputs.find(({ path }) => path === name);
  for (const { message, location } of input?.problems ?? []) {
    const range = location ? stretch(doc, location) : null;
    if (range) marks.push({ ...range, tone: "problem", message });
  }
  return marks;
}

/** The range of a location; of several lines it is the first one. */
export function stretch(doc: Text, location: Location): Pick<Mark, "from" | "to"> | null {
  if (!location.start) return null;
  const from = offsetIn(doc, location.start);
  const line = doc.lineAt(from);
  const end = location.end ? offsetIn(doc, location.end) : line.to;
  return { from, to: Math.max(Math.min(end, line.to), Math.min(from + 1, line.to)) };
}
