/** The editor: one view, and one state per file, so that each file keeps its own history. */
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";

import { POLICY_NAME, type Position } from "../library";
import type { Content } from "../state/state";

import { fromSchema } from "./completion";
import { highlighting } from "./highlight";
import { markExtensions, neighbour, setMarks, type Mark, type MarkActions } from "./marks";
import { offsetIn } from "./places";
import { theme } from "./theme";

export interface Setting extends MarkActions {
  /** The text of a file was changed by hand. */
  change(name: string, text: string): void;
  schema(): object | null;
}

/** Lines of texts with more characters are not wrapped, since the layout would take longer than a frame. */
const LONG = 100_000;

export class Editor {
  readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private name: string | null = null;
  /** The displayed content, to skip updates for the user's own edits. */
  private content: Content = "";
  private isReplacing = false;

  constructor(
    parent: HTMLElement,
    private readonly setting: Setting,
  ) {
    this.view = new EditorView({ parent, state: this.fresh("", "") });
  }

  /** Shows a file; `null` shows nothing. */
  open(name: string | null, content: Content, isReadOnly = false): void {
    if (name !== this.name) {
      if (this.name !== null) this.states.set(this.name, this.view.state);
      this.name = name;
      this.view.setState(this.states.get(name ?? "") ?? this.fresh(name ?? "", content, isReadOnly));
    }
    if (content !== this.content) this.replace(content);
    this.content = content;
  }

  /** Drops the histories of deleted files. */
  keepOnly(isThere: (name: string) => boolean): void {
    for (const name of this.states.keys()) if (!isThere(name)) this.states.delete(name);
  }

  /** The whole text, with the line ends of the file. */
  text(): string {
    const { state } = this.view;
    return state.sliceDoc(0, state.doc.length);
  }

  mark(marks: Mark[]): void {
    this.view.dispatch({ effects: setMarks.of(marks) });
  }

  /** Moves the cursor to a location and scrolls it to the centre. */
  show(start: Position, end: Position | undefined): void {
    const { doc } = this.view.state;
    const from = offsetIn(doc, start);
    const line = doc.lineAt(from);
    const to = end ? Math.min(offsetIn(doc, end), line.to) : from;
    this.view.dispatch({
      selection: { anchor: from, head: Math.max(from, to) },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  }

  /** Applies an external change, such as a fix, as the smallest edit, so that it can be undone. */
  private replace(content: Content): void {
    const next = typeof content === "string" ? content.replace(/\r\n?/g, "\n") : shownBytes(content);
    const { doc } = this.view.state;
    const now = doc.toString();
    if (now === next) return;
    let start = 0;
    const shorter = Math.min(now.length, next.length);
    while (start < shorter && now.charCodeAt(start) === next.charCodeAt(start)) start += 1;
    let tail = 0;
    while (
      tail < shorter - start &&
      now.charCodeAt(now.length - 1 - tail) === next.charCodeAt(next.length - 1 - tail)
    ) {
      tail += 1;
    }
    this.isReplacing = true;
    this.view.dispatch({
      changes: { from: start, to: now.length - tail, insert: next.slice(start, next.length - tail) },
    });
    this.isReplacing = false;
  }

  private fresh(name: string, content: Content, isReadOnly = false): EditorState {
    const isText = typeof content === "string";
    const text = isText ? content : shownBytes(content);
    return EditorState.create({
      doc: text,
      extensions: [
        text.includes("\r\n") ? EditorState.lineSeparator.of("\r\n") : [],
        isText && !isReadOnly ? [] : [EditorState.readOnly.of(true), EditorView.editable.of(false)],
        // Without wrapping, a finding at the end of a long line scrolls the text out of view.
        text.length < LONG ? EditorView.lineWrapping : [],
        this.common(name),
      ],
    });
  }

  private common(name: string): Extension {
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
    const isPolicy = name === POLICY_NAME;
    return [
      nonce ? EditorView.cspNonce.of(nonce) : [],
      lineNumbers(),
      markExtensions(this.setting),
      history(),
      drawSelection(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      search({ top: true }),
      highlighting,
      isPolicy ? autocompletion({ override: [fromSchema(() => this.setting.schema())] }) : [],
      EditorView.contentAttributes.of({
        "aria-label": name ? `text of ${name}` : "no file",
        tabindex: "0",
      }),
      EditorView.updateListener.of((update) => this.changed(update)),
      keymap.of([
        { key: "F8", run: () => this.walk(1), shift: () => this.walk(-1) },
        ...completionKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      theme,
    ];
  }

  private walk(direction: 1 | -1): boolean {
    const mark = neighbour(this.view.state, direction);
    if (!mark) return false;
    this.view.dispatch({ selection: { anchor: mark.from }, scrollIntoView: true });
    if (mark.finding) this.setting.pick(mark.finding);
    return true;
  }

  private changed(update: ViewUpdate): void {
    if (!update.docChanged || this.name === null || this.isReplacing) return;
    const text = this.text();
    this.content = text;
    this.setting.change(this.name, text);
  }
}

/** The placeholder for a file that is not UTF-8. */
function shownBytes(bytes: Uint8Array): string {
  return `This file is not UTF-8 text (${bytes.length} bytes).\nIt is checked, but cannot be edited here.\n`;
}
