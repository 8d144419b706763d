/** The columns of the dialog of what is checked. */
import type { Text } from "@codemirror/state";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { marksIn } from "../editor/file-marks";
import type { Mark } from "../editor/marks";
import { Viewer, type Highlight } from "../editor/viewer";
import type { Finding } from "../library";
import { applyFix } from "../state/fixes";
import { nameOf, type Link, type Result, type Shown } from "../state/rendered";
import { contentOf } from "../state/state";

interface Actions {
  onPick(finding: Finding): void;
}

/** A viewer in an element; its actions are those of the last rendering. */
function useViewer(actions: Actions & { onSelect(line: number): void }) {
  const box = useRef<HTMLDivElement>(null);
  const viewer = useRef<Viewer | null>(null);
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    if (!box.current) return undefined;
    viewer.current = new Viewer(box.current, {
      select: (line) => latest.current.onSelect(line),
      pick: (finding) => latest.current.onPick(finding),
      fix: applyFix,
    });
    return () => viewer.current?.destroy();
  }, []);
  return { box, viewer };
}

export function SourceColumn(
  props: Actions & {
    title: string;
    paths: readonly string[];
    links: readonly Link[];
    onSelect(path: string, line: number): void;
  },
) {
  const { title, paths, links, onSelect, onPick } = props;
  const name = title.toLowerCase();
  const chosen = useSignal("");
  const own = links.filter(({ location }) => paths.includes(location.path));
  const first = own.find(({ part }) => part !== "condition") ?? own[0];
  useEffect(() => {
    if (first) chosen.value = first.location.path;
  }, [first?.location.path, first?.location.start?.line, links]);
  const path = paths.includes(chosen.value) ? chosen.value : (first?.location.path ?? paths[0] ?? "");
  const { box, viewer } = useViewer({ onPick, onSelect: (line) => onSelect(path, line) });
  const content = contentOf(path);
  useEffect(() => {
    const lit = own.flatMap(({ location, part }): Highlight[] =>
      location.path === path && location.start ? [{ line: location.start.line, part, location }] : [],
    );
    const text = typeof content === "string" ? content : "";
    viewer.current?.show(`text of ${path}`, text, (doc) => marksIn(doc, path), lit);
  }, [path, content, links]);
  const others = new Set(own.map(({ location }) => location.path));
  return (
    <section class="rendered-column" aria-label={name}>
      <header class="rendered-head">
        <h3>{title}</h3>
        <select
          class="field"
          aria-label={`file of ${name}`}
          value={path}
          onChange={(event) => (chosen.value = event.currentTarget.value)}
        >
          {paths.map((each) => (
            <option key={each} value={each}>
              {others.has(each) ? `${each} •` : each}
            </option>
          ))}
        </select>
      </header>
      <div class="rendered-text" ref={box} />
    </section>
  );
}

export function ResultColumn(
  props: Actions & {
    result: Result;
    shown: readonly Shown[];
    lines: readonly number[];
    /** The line at which the result is shown if no line is highlighted. */
    at: number;
    isMasked: boolean;
    onSelect(line: number): void;
  },
) {
  const { result, shown, lines, at, isMasked, onSelect, onPick } = props;
  const { box, viewer } = useViewer({ onPick, onSelect });
  useEffect(() => {
    const lit = lines.map((line): Highlight => ({ line, part: "other" }));
    const marks = (doc: Text) =>
      shown.flatMap(({ finding, chain }) => {
        const [line] = chain.lines;
        return line === undefined ? [] : [markOf(doc, line, finding)];
      });
    viewer.current?.show("text of the result", result.text, marks, lit);
    if (lines.length === 0) viewer.current?.reveal(at);
  }, [result, shown, lines, at]);
  return (
    <section class="rendered-column" aria-label="result">
      <header class="rendered-head">
        <h3>Result</h3>
        <span class="muted small">
          {nameOf(result.environment)}
          {isMasked ? ", secrets are masked" : ""}
        </span>
      </header>
      <div class="rendered-text" ref={box} />
    </section>
  );
}

/** The mark of a finding on a line, without its indentation. */
function markOf(doc: Text, number: number, finding: Finding): Mark {
  const { from, to, text } = doc.line(number);
  const indent = text.length - text.trimStart().length;
  return { from: from + indent, to, tone: finding.severity, message: finding.message, finding };
}
