/** Marks of findings and problems in the text. Only visible ones are rendered. */
import {
  RangeSetBuilder,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
} from "@codemirror/state";
import {
  Decoration,
  EditorView,
  GutterMarker,
  ViewPlugin,
  gutter,
  hoverTooltip,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";

import { SEVERITIES, type Finding, type Severity } from "../library";

import { card } from "./card";

export type Tone = Severity | "problem";

/** A range within a line with a message. */
export interface Mark {
  from: number;
  to: number;
  tone: Tone;
  message: string;
  finding?: Finding;
}

/** Highest severity first. */
const TONES: readonly Tone[] = ["critical", "problem", ...SEVERITIES.slice(1)];

export const setMarks = StateEffect.define<Mark[]>();

const marks = StateField.define<readonly Mark[]>({
  create: () => [],
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return effect.value.sort((a, b) => a.from - b.from || a.to - b.to);
    }
    if (!transaction.docChanged || current.length === 0) return current;
    return current.map((mark) => ({
      ...mark,
      from: transaction.changes.mapPos(mark.from, 1),
      to: transaction.changes.mapPos(mark.to, -1),
    }));
  },
});

/** The index of the first mark at or after `offset` in the sorted list. */
function firstFrom(list: readonly Mark[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Marks that begin between two offsets; a mark does not extend past its line. */
export function marksBetween(state: EditorState, from: number, to: number): Mark[] {
  const list = state.field(marks);
  const found: Mark[] = [];
  for (let index = firstFrom(list, from); index < list.length; index += 1) {
    const mark = list[index];
    if (!mark || mark.from > to) break;
    found.push(mark);
  }
  return found;
}

function worst(found: readonly Mark[]): Tone | undefined {
  return TONES.find((tone) => found.some((mark) => mark.tone === tone));
}

const drawn = Object.fromEntries(
  TONES.map((tone) => [tone, Decoration.mark({ class: `mark mark-${tone}` })]),
) as Record<Tone, Decoration>;

function draw(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const length = view.state.doc.length;
  for (const { from, to } of view.visibleRanges) {
    for (const mark of marksBetween(view.state, view.state.doc.lineAt(from).from, to)) {
      const end = Math.min(mark.to, length);
      if (end > mark.from) builder.add(mark.from, end, drawn[mark.tone]);
    }
  }
  return builder.finish();
}

const squiggles = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = draw(view);
    }
    update(update: ViewUpdate) {
      const isNew = update.startState.field(marks) !== update.state.field(marks);
      if (isNew || update.docChanged || update.viewportChanged) {
        this.decorations = draw(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

class ToneMarker extends GutterMarker {
  constructor(
    readonly tone: Tone,
    readonly count: number,
  ) {
    super();
  }
  override eq(other: ToneMarker) {
    return other.tone === this.tone && other.count === this.count;
  }
  override toDOM() {
    const dot = document.createElement("span");
    dot.className = `dot dot-${this.tone}`;
    dot.title = `${this.count} on this line, highest severity ${this.tone}`;
    return dot;
  }
}

function toneGutter(onPick: (finding: Finding) => void): Extension {
  return gutter({
    class: "tone-gutter",
    lineMarker(view, line) {
      const found = marksBetween(view.state, line.from, line.to);
      const tone = worst(found);
      return tone ? new ToneMarker(tone, found.length) : null;
    },
    lineMarkerChange: (update) =>
      update.startState.field(marks) !== update.state.field(marks) || update.docChanged,
    domEventHandlers: {
      mousedown(view, line) {
        const found = marksBetween(view.state, line.from, line.to);
        const finding = found.find((mark) => mark.tone === worst(found))?.finding;
        if (finding) onPick(finding);
        return finding !== undefined;
      },
    },
  });
}

export interface MarkActions {
  pick(finding: Finding): void;
  fix(finding: Finding): void;
}

/** Underlines, gutter marks and cards under the pointer. */
export function markExtensions(actions: MarkActions): Extension {
  const hover = hoverTooltip(
    (view, at) => {
      const line = view.state.doc.lineAt(at);
      const here = marksBetween(view.state, line.from, at).filter((mark) => mark.to >= at);
      const first = here[0];
      if (!first) return null;
      const sorted = here.sort((a, b) => TONES.indexOf(a.tone) - TONES.indexOf(b.tone));
      return { pos: first.from, end: first.to, above: true, create: () => card(sorted, actions) };
    },
    { hoverTime: 200, hideOnChange: true },
  );
  return [marks, squiggles, toneGutter((finding) => actions.pick(finding)), hover];
}

/** The next or previous mark from the cursor, with wrap-around. */
export function neighbour(state: EditorState, direction: 1 | -1): Mark | undefined {
  const list = state.field(marks);
  const head = state.selection.main.head;
  if (direction === 1) return list[firstFrom(list, head + 1)] ?? list[0];
  return list[firstFrom(list, head) - 1] ?? list[list.length - 1];
}
