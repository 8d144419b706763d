/** The editor in the page: which file it shows, and what is marked in it. */
import type { Text } from "@codemirror/state";
import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Editor } from "../editor/editor";
import { marksIn, stretch } from "../editor/file-marks";
import type { Mark } from "../editor/marks";
import { POLICY_NAME } from "../library";
import { policySchema } from "../state/declarations";
import { applyFix } from "../state/fixes";
import { look, target } from "../state/navigation";
import { contentOf, openName, outcome, packed, writeFile } from "../state/state";

export function EditorPane() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = box.current;
    if (!parent) return undefined;
    const editor = new Editor(parent, {
      pick: look,
      fix: applyFix,
      change: writeFile,
      schema: () => policySchema.value,
    });
    // Each of these effects needs the open file, and their order is not specified.
    const open = () => {
      const name = openName.value;
      editor.open(name, contentOf(name) ?? "", packed.value.has(name ?? ""));
      return name ?? "";
    };
    const stops = [
      effect(() => {
        open();
        editor.keepOnly((each) => contentOf(each) !== undefined);
      }),
      effect(() => {
        void outcome.value;
        void openName.value;
        editor.mark(untracked(() => marksOf(open(), editor)));
      }),
      effect(() => {
        const jump = target.value;
        if (!jump?.location.start) return;
        untracked(open);
        editor.show(jump.location.start, jump.location.end);
        if (jump.takesFocus) editor.view.focus();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      editor.view.destroy();
    };
  }, []);
  const name = openName.value;
  return (
    <>
      <div class="pane-head">
        <h2 class="path">{name ?? "No file"}</h2>
        {packed.value.has(name ?? "") ? <span class="muted small">in an archive, read-only</span> : null}
        <span class="muted small keys">F8 next finding</span>
      </div>
      <div class="editor" ref={box} hidden={name === null} />
      {name === null ? (
        <p class="empty">Drop files, a folder, a chart or a zip archive here, or open an example.</p>
      ) : null}
    </>
  );
}

function marksOf(name: string, editor: Editor): Mark[] {
  const { doc } = editor.view.state;
  const marks = marksIn(doc, name);
  return name === POLICY_NAME ? [...marks, ...policyMarks(doc)] : marks;
}

function policyMarks(doc: Text): Mark[] {
  if (outcome.value.kind !== "refused") return [];
  return outcome.value.refusal.faults.flatMap(({ message, hint, line = 1, column = 1 }) => {
    const range = stretch(doc, { path: POLICY_NAME, start: { line, column, byte: 0 } });
    const said = hint ? `${message} (${hint})` : message;
    return range ? [{ ...range, tone: "problem" as const, message: said }] : [];
  });
}
