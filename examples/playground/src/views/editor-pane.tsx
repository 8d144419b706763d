/** The editor in the page: which file it shows, and what is marked in it. */
import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Editor } from "../editor/editor";
import type { Mark } from "../editor/marks";
import { offsetIn } from "../editor/places";
import type { Location } from "../library";
import { POLICY_NAME } from "../library";
import { policySchema } from "../state/declarations";
import { applyFix } from "../state/fixes";
import { look, target } from "../state/navigation";
import { files, findingsByFile, openName, outcome, report, writeFile } from "../state/state";

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
      editor.open(name, files.value.get(name ?? "") ?? "");
      return name ?? "";
    };
    const stops = [
      effect(() => {
        open();
        editor.keepOnly((each) => files.value.has(each));
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
        <span class="muted small keys">F8 next finding</span>
      </div>
      <div class="editor" ref={box} hidden={name === null} />
      {name === null ? (
        <p class="empty">Drop files, a folder or a zip archive here, or open an example.</p>
      ) : null}
    </>
  );
}

function marksOf(name: string, editor: Editor): Mark[] {
  const { doc } = editor.view.state;
  const stretch = (location: Location): Pick<Mark, "from" | "to"> | null => {
    if (!location.start) return null;
    const from = offsetIn(doc, location.start);
    const line = doc.lineAt(from);
    const end = location.end ? offsetIn(doc, location.end) : line.to;
    // A finding over several lines is marked on the first one.
    return { from, to: Math.max(Math.min(end, line.to), Math.min(from + 1, line.to)) };
  };
  const marks: Mark[] = [];
  for (const finding of findingsByFile.value.get(name) ?? []) {
    const range = finding.location ? stretch(finding.location) : null;
    if (range) marks.push({ ...range, tone: finding.severity, message: finding.message, finding });
  }
  const input = report.value?.inputs.find(({ path }) => path === name);
  for (const { message, location } of input?.problems ?? []) {
    const range = location ? stretch(location) : null;
    if (range) marks.push({ ...range, tone: "problem", message });
  }
  return name === POLICY_NAME ? [...marks, ...policyMarks(stretch)] : marks;
}

function policyMarks(stretch: (location: Location) => Pick<Mark, "from" | "to"> | null): Mark[] {
  if (outcome.value.kind !== "refused") return [];
  return outcome.value.refusal.faults.flatMap(({ message, hint, line = 1, column = 1 }) => {
    const range = stretch({ path: POLICY_NAME, start: { line, column, byte: 0 } });
    const said = hint ? `${message} (${hint})` : message;
    return range ? [{ ...range, tone: "problem" as const, message: said }] : [];
  });
}
