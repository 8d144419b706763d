/**
 * Syntax colours for YAML, JSON and dotenv, line by line and for visible lines only. A parser of the whole
 * text would handle block scalars better, but would block the page for longer than a frame on a long file.
 */
import { RangeSetBuilder, type Extension } from "@codemirror/state";
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from "@codemirror/view";

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"?|'[^']*'?`;

/** Tokens, in the order in which they are matched. */
const TOKENS: readonly (readonly [name: string, pattern: string])[] = [
  ["comment", String.raw`(?<=^|\s)#.*$`],
  ["meta", String.raw`\{\{.*?\}\}|^---.*|^\.\.\.|(?<=^|\s)[&*!][^\s,\]}]+`],
  ["key", String.raw`(?:${QUOTED}|[\w./$][\w./$@-]*)(?=\s*:(?:\s|$))|^[A-Za-z_]\w*(?==)`],
  ["string", QUOTED],
  ["atom", String.raw`(?<=[\s[,]|^)(?:true|false|null|~|-?\d[\d.]*)(?=$|[\s,\]}])`],
];

const pattern = new RegExp(TOKENS.map(([, each]) => `(${each})`).join("|"), "g");
const colours = TOKENS.map(([name]) => Decoration.mark({ class: `code-${name}` }));

/** The rest of a longer line has no colours. */
const LONG = 4_000;

function colour(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      for (const match of line.text.slice(0, LONG).matchAll(pattern)) {
        const drawn = colours[match.indexOf(match[0], 1) - 1];
        const start = line.from + match.index;
        if (drawn && match[0] !== "") builder.add(start, start + match[0].length, drawn);
      }
      at = line.to + 1;
    }
  }
  return builder.finish();
}

export const highlighting: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = colour(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
