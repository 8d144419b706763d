/**
 * Colours for YAML, JSON and dotenv, line by line and only on the screen. A parser of the whole text
 * would know block scalars better, and would block the page for longer than a frame on a long file.
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

const TOKENS = new RegExp(
  [
    String.raw`(?<comment>(?<=^|\s)#.*$)`,
    String.raw`(?<meta>\{\{.*?\}\}|^---.*|^\.\.\.|(?<=^|\s)[&*!][^\s,\]}]+)`,
    String.raw`(?<key>(?:${QUOTED}|[\w./$][\w./$@-]*)(?=\s*:(?:\s|$))|^[A-Za-z_]\w*(?==))`,
    `(?<string>${QUOTED})`,
    String.raw`(?<atom>(?<=[\s:[,]|^)(?:true|false|null|~|-?\d[\d.]*)(?=$|[\s,\]}]))`,
  ].join("|"),
  "g",
);

/** Of a line that is longer, the rest has no colours. */
const LONG = 4_000;

const colours: Record<string, Decoration> = Object.fromEntries(
  ["comment", "meta", "key", "string", "atom"].map((name) => [
    name,
    Decoration.mark({ class: `code-${name}` }),
  ]),
);

function colour(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at);
      for (const match of line.text.slice(0, LONG).matchAll(TOKENS)) {
        const name = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
        const drawn = name === undefined ? undefined : colours[name];
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
