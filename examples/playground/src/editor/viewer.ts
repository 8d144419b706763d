/** A text that is read and not edited, with the lines of a chain highlighted. */
import { standardKeymap } from "@codemirror/commands";
import { EditorState, StateEffect, StateField, type Text } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type DecorationSet,
} from "@codemirror/view";

import type { Location } from "../library";

import { highlighting } from "./highlight";
import { markExtensions, setMarks, type Mark, type MarkActions } from "./marks";
import { offsetIn } from "./places";
import { theme } from "./theme";

/** A highlighted line. */
export interface Highlight {
  line: number;
  part: "edit" | "other" | "condition";
  /** The range of the value, if it is within the line. */
  location?: Location;
}

export interface ViewerActions extends MarkActions {
  /** A line was selected. */
  select(line: number): void;
}

const setHighlights = StateEffect.define<readonly Highlight[]>();

const highlights = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(current, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setHighlights)) return drawn(effect.value, transaction.newDoc);
    }
    return current;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function drawn(all: readonly Highlight[], doc: Text): DecorationSet {
  const ranges = all.flatMap(({ line: number, part, location }) => {
    if (number < 1 || number > doc.lines) return [];
    const line = doc.line(number);
    const attributes = { "data-chain": part };
    const whole = Decoration.line({ class: `chain chain-${part}`, attributes }).range(line.from);
    if (!location?.start || !location.end || location.end.line !== number) return [whole];
    const [from, to] = [offsetIn(doc, location.start), offsetIn(doc, location.end)];
    return to > from ? [whole, Decoration.mark({ class: "chain-value" }).range(from, to)] : [whole];
  });
  return Decoration.set(ranges, true);
}

export class Viewer {
  private readonly view: EditorView;
  private text: string | null = null;

  constructor(
    parent: HTMLElement,
    private readonly actions: ViewerActions,
  ) {
    this.view = new EditorView({ parent });
  }

  destroy(): void {
    this.view.destroy();
  }

  /** Shows a text, with its marks and highlights, and scrolls to a line. */
  show(label: string, text: string, marks: (doc: Text) => Mark[], lit: readonly Highlight[]): void {
    if (text !== this.text) this.view.setState(this.fresh(label, text));
    const isSame = text === this.text;
    this.text = text;
    const { doc } = this.view.state;
    const first = lit.find(({ part }) => part === "edit") ?? lit[0];
    const effects = [setMarks.of(marks(doc)), setHighlights.of(lit)];
    const at = first && first.line <= doc.lines ? doc.line(first.line).from : null;
    this.view.dispatch({ effects });
    if (at !== null) this.scroll(at, isSame ? "nearest" : "center");
  }

  /** Scrolls to a line. */
  reveal(number: number): void {
    const { doc } = this.view.state;
    this.scroll(doc.line(Math.min(Math.max(number, 1), doc.lines)).from, "start");
  }

  /** Scrolls only the text, and not what it is in, to a line; with `nearest` only if it is not visible. */
  private scroll(at: number, to: "center" | "nearest" | "start"): void {
    this.view.requestMeasure({
      key: "scroll",
      read: (view) => {
        const { scrollTop, clientHeight } = view.scrollDOM;
        const { top, bottom } = view.lineBlockAt(at);
        const isVisible = top >= scrollTop && bottom <= scrollTop + clientHeight;
        if (to === "nearest" && isVisible) return scrollTop;
        return to === "start" ? top : (top + bottom - clientHeight) / 2;
      },
      write: (top, view) => {
        view.scrollDOM.scrollTop = top;
      },
    });
  }

  private fresh(label: string, doc: string): EditorState {
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
    return EditorState.create({
      doc,
      extensions: [
        nonce ? EditorView.cspNonce.of(nonce) : [],
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        lineNumbers(),
        markExtensions(this.actions),
        highlights,
        highlightActiveLineGutter(),
        highlighting,
        EditorView.contentAttributes.of({ "aria-label": label, role: "textbox", tabindex: "0" }),
        EditorView.updateListener.of(({ state, selectionSet, transactions }) => {
          if (!selectionSet || !transactions.some((each) => each.isUserEvent("select"))) return;
          this.actions.select(state.doc.lineAt(state.selection.main.head).number);
        }),
        keymap.of(standardKeymap),
        theme,
      ],
    });
  }
}
