/** The dialog of what is checked: overlay, base and result side by side. */
import { useSignal, type ReadonlySignal } from "@preact/signals";
import type { Rendering } from "asepsis";
import { useEffect, useRef } from "preact/hooks";

import { options } from "../state/checking";
import { client } from "../state/client";
import { files, inputs, openName, report } from "../state/state";

import { Dialog } from "./dialog";

/** The place where a value was written. */
interface Origin {
  path: string;
  line: number;
}

interface Line {
  text: string;
  origin?: Origin;
}

/** The name of what is in no environment. */
const NO_ENVIRONMENT = "no environment";

export function RenderedDialog() {
  const rendering = useSignal<Rendering | null>(null);
  const fault = useSignal("");
  const chosen = useSignal<string | null>(environmentsOf(openName.value)[0] ?? null);
  const origin = useSignal<Origin | null>(null);

  useEffect(() => {
    client.renderYaml(inputs(), { origins: true }, options()).then(
      (made) => (rendering.value = made),
      (error: unknown) => (fault.value = error instanceof Error ? error.message : String(error)),
    );
  }, []);

  const environments = rendering.value?.environments ?? [];
  const shown = environments.find(({ name }) => nameOf(name) === chosen.value) ?? environments[0];
  const lines = (shown?.text ?? "").split("\n").map(parsed);
  const sources = sourcesOf(lines, shown?.name);
  return (
    <Dialog title="What is checked" isWide>
      <p class="dialog-about">
        Kustomizations are built and Compose files are merged before they are checked. Select a line of the result
        to see where it was written.
      </p>
      {fault.value ? <p role="alert">{fault.value}</p> : null}
      <Problems rendering={rendering.value} />
      <div class={`rendered rendered-${sources.length + 1}`}>
        {sources.map(({ title, paths }) => (
          <Source key={`${title} ${paths.join(" ")}`} title={title} paths={paths} origin={origin} />
        ))}
        <section class="rendered-column" aria-label="result">
          <header class="rendered-head">
            <h3>Result</h3>
            {environments.length > 1 ? (
              <select
                class="field"
                aria-label="environment"
                value={nameOf(shown?.name)}
                onChange={(event) => {
                  chosen.value = event.currentTarget.value;
                  origin.value = null;
                }}
              >
                {environments.map(({ name }) => (
                  <option key={nameOf(name)}>{nameOf(name)}</option>
                ))}
              </select>
            ) : null}
          </header>
          <ol class="rendered-lines">
            {lines.map((line, number) => (
              <li key={number}>
                <ResultLine line={line} selected={origin.value} onSelect={(at) => (origin.value = at)} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </Dialog>
  );
}

function ResultLine(props: { line: Line; selected: Origin | null; onSelect: (origin: Origin) => void }) {
  const { line, selected, onSelect } = props;
  const { origin } = line;
  if (!origin) return <span class="rendered-line">{line.text || " "}</span>;
  const isSelected = selected?.path === origin.path && selected.line === origin.line;
  return (
    <button
      type="button"
      class="rendered-line"
      aria-pressed={isSelected}
      title={`${origin.path}:${origin.line}`}
      onClick={() => onSelect(origin)}
    >
      {line.text}
    </button>
  );
}

/** A file that the result is made of, with the selected line. */
function Source(props: { title: string; paths: readonly string[]; origin: ReadonlySignal<Origin | null> }) {
  const { title, paths } = props;
  const chosen = useSignal(paths[0] ?? "");
  const box = useRef<HTMLOListElement>(null);
  const origin = props.origin.value;
  const isHere = origin !== null && paths.includes(origin.path);
  useEffect(() => {
    if (isHere) chosen.value = origin.path;
  }, [origin]);
  useEffect(() => {
    box.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }, [origin, chosen.value]);
  const content = files.value.get(chosen.value);
  const lines = typeof content === "string" ? content.split("\n") : [];
  return (
    <section class="rendered-column" aria-label={title.toLowerCase()}>
      <header class="rendered-head">
        <h3>{title}</h3>
        <select
          class="field"
          aria-label={`file of ${title.toLowerCase()}`}
          value={chosen.value}
          onChange={(event) => (chosen.value = event.currentTarget.value)}
        >
          {paths.map((path) => (
            <option key={path}>{path}</option>
          ))}
        </select>
      </header>
      <ol class="rendered-lines" ref={box} tabIndex={0} aria-label={`text of ${chosen.value}`}>
        {lines.map((text, number) => {
          const isSelected = isHere && origin.path === chosen.value && origin.line === number + 1;
          return (
            <li key={number} class="rendered-line" aria-current={isSelected ? "true" : undefined}>
              {text || " "}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Problems({ rendering }: { rendering: Rendering | null }) {
  if (rendering === null) return null;
  const notes = [
    rendering.environments.length === 0 ? "There is nothing to render." : "",
    rendering.problems.length > 0
      ? "Some inputs were not read or built in full: see “Not analysed”."
      : "",
    rendering.has_masked ? "Secrets are masked." : "",
  ].filter(Boolean);
  return notes.length > 0 ? <p class="muted small">{notes.join(" ")}</p> : null;
}

function environmentsOf(path: string | null): readonly string[] {
  return report.value?.inputs.find((input) => input.path === path)?.environments ?? [];
}

function nameOf(name: string | undefined): string {
  return name ?? NO_ENVIRONMENT;
}

/** A line of the result, and the origin that a comment at its end names. */
function parsed(text: string): Line {
  const [, before, path, line] = /^(.*\S) # (.+):(\d+)$/.exec(text) ?? [];
  if (before === undefined || path === undefined || !files.value.has(path)) return { text };
  return { text: before, origin: { path, line: Number(line) } };
}

/** The files that lines come from: those of this environment alone, and those that others share. */
function sourcesOf(lines: readonly Line[], environment: string | undefined) {
  const counts = new Map<string, number>();
  for (const { origin } of lines) {
    if (origin) counts.set(origin.path, (counts.get(origin.path) ?? 0) + 1);
  }
  // The file with most of the values comes first.
  const paths = [...counts].sort(([, one], [, other]) => other - one).map(([path]) => path);
  const isOwn = (path: string) => {
    const names = environmentsOf(path);
    return names.length === 1 && names[0] === environment;
  };
  const own = paths.filter(isOwn);
  const shared = paths.filter((path) => !isOwn(path));
  const columns = [
    { title: "Overlay", paths: own },
    { title: own.length > 0 ? "Base" : "Files", paths: shared },
  ];
  return columns.filter((column) => column.paths.length > 0);
}
