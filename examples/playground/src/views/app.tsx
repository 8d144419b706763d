/** The page. */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

import { takeDropped } from "../files/take";
import { client } from "../state/client";
import { openExample, withAllChecks } from "../state/examples";
import {
  dialog,
  say,
  panel,
  part,
  report,
  shownExample,
  type Panel,
  type Part,
} from "../state/state";

import { Controls } from "./controls";
import { EditorPane } from "./editor-pane";
import { ExamplesDialog } from "./examples-dialog";
import { FileTree, addTaken } from "./file-tree";
import { Findings } from "./findings";
import { Gaps, countGaps } from "./gaps";
import { Options } from "./options";
import { RenderedDialog } from "./rendered-dialog";
import { ShareDialog } from "./share-dialog";
import { TopBar } from "./top-bar";
import { Notice, RefusalBanner } from "./verdict";

const PANELS: readonly { id: Panel; title: string; view: () => ComponentChildren }[] = [
  { id: "findings", title: "Findings", view: () => <Findings /> },
  { id: "controls", title: "Controls", view: () => <Controls /> },
  { id: "gaps", title: "Not analysed", view: () => <Gaps /> },
  { id: "options", title: "Options", view: () => <Options /> },
];

const PARTS: readonly { id: Part; title: string }[] = [
  { id: "files", title: "Files" },
  { id: "editor", title: "Text" },
  { id: "panel", title: "Report" },
];

export function App() {
  useDropping();
  return (
    <div class={`app shows-${part.value}`}>
      <TopBar />
      <RefusalBanner />
      <ExampleBanner />
      <main class="parts">
        <section class="part part-files" aria-label="files">
          <FileTree />
        </section>
        <section class="part part-editor" aria-label="text">
          <EditorPane />
        </section>
        <section class="part part-panel" aria-label="report">
          <Panels />
        </section>
      </main>
      <nav class="part-tabs" aria-label="parts of the page">
        {PARTS.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            aria-current={part.value === id ? "true" : undefined}
            onClick={() => (part.value = id)}
          >
            {title}
          </button>
        ))}
      </nav>
      <Notice />
      {dialog.value === "examples" ? <ExamplesDialog /> : null}
      {dialog.value === "rendered" ? <RenderedDialog /> : null}
      {dialog.value === "share" ? <ShareDialog /> : null}
    </div>
  );
}

function Panels() {
  const current = PANELS.find(({ id }) => id === panel.value);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = PANELS.findIndex(({ id }) => id === panel.value);
    const next = PANELS[(at + step + PANELS.length) % PANELS.length];
    if (!next) return;
    panel.value = next.id;
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="report" onKeyDown={onKeyDown}>
        {PANELS.map(({ id, title }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === panel.value}
            aria-controls="tab-panel"
            tabIndex={id === panel.value ? 0 : -1}
            onClick={() => (panel.value = id)}
          >
            {title}
            <TabCount id={id} />
          </button>
        ))}
      </div>
      <div id="tab-panel" class="tab-panel" role="tabpanel" aria-labelledby={`tab-${panel.value}`}>
        {current?.view()}
      </div>
    </>
  );
}

function TabCount({ id }: { id: Panel }) {
  const current = report.value;
  const gaps = countGaps(current);
  const number =
    id === "findings" ? current?.findings.length : id === "gaps" ? gaps.inputs + gaps.unknown : 0;
  return number ? <span class="tab-count">{number.toLocaleString("en")}</span> : null;
}

/** While an example is shown, only its check runs, and the banner says so. */
function ExampleBanner() {
  const shown = shownExample.value;
  if (!shown) return null;
  return (
    <section class="banner" aria-label="example">
      <p>
        Example of <code>{shown.check}</code>. Only this check runs.
      </p>
      <div class="segments" role="group" aria-label="case">
        {(["bad", "good"] as const).map((shows) => (
          <button
            key={shows}
            type="button"
            aria-pressed={shown.shows === shows}
            onClick={() => openExample({ ...shown, shows })}
          >
            {shows === "bad" ? "Faulty" : "Fixed"}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="plain"
        onClick={() => {
          shownExample.value = null;
          withAllChecks();
        }}
      >
        Run all checks
      </button>
    </section>
  );
}

/** Accepts files dropped anywhere on the page. */
function useDropping(): void {
  useEffect(() => {
    const { classList } = document.documentElement;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      classList.add("is-dropping");
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) classList.remove("is-dropping");
    };
    const drop = async (event: DragEvent) => {
      classList.remove("is-dropping");
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      try {
        addTaken(await takeDropped(event.dataTransfer, client));
      } catch (error) {
        say(`Cannot read the dropped files: ${String(error)}`);
      }
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
}
