/** Conversion between positions in a report and offsets in a text. */
import type { Text } from "@codemirror/state";

import type { Location, Position } from "../library";

/** The offset in UTF-16 units of a column that counts code points from 1. */
export function offsetInLine(line: string, column: number): number {
  let offset = 0;
  for (let left = column - 1; left > 0 && offset < line.length; left -= 1) {
    const unit = line.charCodeAt(offset);
    const isPair = unit >= 0xd800 && unit < 0xdc00 && offset + 1 < line.length;
    offset += isPair ? 2 : 1;
  }
  return offset;
}

/** The offset of a position in a document of the editor, which may be newer than the report. */
export function offsetIn(doc: Text, position: Pick<Position, "line" | "column">): number {
  if (position.line > doc.lines) return doc.length;
  const line = doc.line(Math.max(position.line, 1));
  return line.from + offsetInLine(line.text, position.column);
}

/** The offset of each line in the original text, for any line ending. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The offset in UTF-16 units of a position in the original text. */
export function offsetInText(
  text: string,
  starts: readonly number[],
  position: Pick<Position, "line" | "column">,
): number {
  const start = starts[position.line - 1];
  if (start === undefined) return text.length;
  const end = starts[position.line] ?? text.length;
  return start + offsetInLine(text.slice(start, end), position.column);
}

/** A location as `file:line`. */
export function written(location: Location | null | undefined): string {
  if (!location) return "no location";
  return location.start ? `${location.path}:${location.start.line}` : location.path;
}
