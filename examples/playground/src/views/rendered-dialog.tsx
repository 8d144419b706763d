/** The dialog of what is checked: template, values and result side by side, with the chain of a value. */
import { batch, useComputed, useSignal } from "@preact/signals";
import type { Rendering } from "asepsis";
import { useEffect } from "preact/hooks";

import { written } from "../editor/places";
import type { Finding } from "../library";
import { options } from "../state/checking";
import { client } from "../state/client";
import { goTo } from "../state/navigation";
import {
  chainOfLine,
  chainOfSource,
  findingsIn,
  nameOf,
  objectAt,
  resultOf,
  sideOf,
  sidesOf,
  type Chain,
  type Link,
  type RenderedObject,
  type Result,
  type Shown,
  type Side,
} from "../state/rendered";
import { dialog, inputs, openName, report, selectedFinding } from "../state/state";

import { Dialog } from "./dialog";
import { count, Prose, Badge } from "./prose";
import { ResultColumn, SourceColumn } from "./rendered-column";

const TITLES: Record<Side, string> = {
  template: "Template",
  values: "Values",
  overlay: "Overlay",
  base: "Base",
};

/** What the chain is of. */
type Subject =
  | { of: "finding"; fingerprint: string }
  | { of: "line"; line: number }
  | { of: "source"; path: string; line: number };

export function RenderedDialog() {
  const rendering = useSignal<Rendering | null>(null);
  const fault = useSignal("");
  const asked = selectedFinding.peek();
  const chosen = useSignal<string | null>(firstEnvironment(asked));
  const subject = useSignal<Subject | null>(
    asked ? { of: "finding", fingerprint: asked.fingerprint } : null,
  );
  /** The line at which the result is shown. */
  const at = useSignal(1);

  useEffect(() => {
    client.renderYaml(inputs(), { origins: true }, options()).then(
      (made) => (rendering.value = made),
      (error: unknown) => (fault.value = error instanceof Error ? error.message : String(error)),
    );
  }, []);

  const results = useComputed(() => (rendering.value?.environments ?? []).map(resultOf));
  const result = useComputed(
    () => results.value.find(({ environment }) => nameOf(environment) === chosen.value) ?? results.value[0],
  );
  const shown = useComputed(() => (result.value ? findingsIn(result.value, report.value) : []));
  const chain = useComputed(() => (result.value ? chainOf(subject.value, result.value, shown.value) : null));
  const object = useComputed(() => {
    const current = result.value;
    return current && (objectAt(current, chain.value?.lines[0] ?? at.value) ?? current.objects[0]);
  });
  const sides = useComputed(() =>
    result.value ? sidesOf(result.value, object.value, report.value) : [],
  );

  const current = result.value;
  const finding = shown.value.find((each) => isSubject(subject.value, each.finding))?.finding ?? null;
  const select = (next: Subject) => (subject.value = next);
  const pick = (next: Finding) => select({ of: "finding", fingerprint: next.fingerprint });
  return (
    <Dialog title="What is checked" isWide>
      {fault.value ? <p role="alert">{fault.value}</p> : null}
      <Problems rendering={rendering.value} />
      {current ? (
        <>
          <div class="rendered-choices">
            <Choice
              label="Environment"
              value={nameOf(current.environment)}
              all={results.value.map(({ environment }) => nameOf(environment))}
              onChange={(name) => {
                batch(() => {
                  subject.value = kept(subject.value, current);
                  chosen.value = name;
                });
              }}
            />
            <ObjectChoice
              object={object.value}
              objects={current.objects}
              onChange={(line) => {
                batch(() => {
                  subject.value = null;
                  at.value = line;
                });
              }}
            />
            <FindingChoice shown={shown.value} finding={finding} onPick={pick} />
          </div>
          <ChainLine chain={chain.value} finding={finding} result={current} />
          <div class={`rendered rendered-${sides.value.length + 1}`}>
            {sides.value.map(({ side, paths }) => (
              <SourceColumn
                key={side}
                title={TITLES[side]}
                paths={paths}
                links={chain.value?.links ?? []}
                onSelect={(path, line) => select({ of: "source", path, line })}
                onPick={pick}
              />
            ))}
            <ResultColumn
              result={current}
              shown={shown.value}
              lines={chain.value?.lines ?? []}
              at={at.value}
              isMasked={rendering.value?.has_masked ?? false}
              onSelect={(line) => select({ of: "line", line })}
              onPick={pick}
            />
          </div>
        </>
      ) : null}
    </Dialog>
  );
}

function Choice(props: { label: string; value: string; all: readonly string[]; onChange(value: string): void }) {
  const { label, value, all, onChange } = props;
  return (
    <label class="rendered-choice">
      <span class="muted rendered-label">{label}</span>
      <select
        class="field"
        aria-label={label.toLowerCase()}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {all.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

function ObjectChoice(props: {
  object: RenderedObject | undefined;
  objects: readonly RenderedObject[];
  onChange(line: number): void;
}) {
  const { object, objects, onChange } = props;
  return (
    <label class="rendered-choice">
      <span class="muted rendered-label">Object</span>
      <select
        class="field"
        aria-label="object"
        value={String(object?.first ?? "")}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {objects.map(({ kind, name, first }) => (
          <option key={first} value={String(first)}>
            {[kind, name].filter(Boolean).join(" ") || "document"}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The findings that are about values of the result, with buttons for the next and the previous one. */
function FindingChoice(props: {
  shown: readonly Shown[];
  finding: Finding | null;
  onPick(finding: Finding): void;
}) {
  const { shown, finding, onPick } = props;
  const at = shown.findIndex((each) => each.finding === finding);
  const step = (by: number) => {
    const start = at < 0 && by < 0 ? 0 : at;
    const next = shown[(start + by + shown.length) % shown.length];
    if (next) onPick(next.finding);
  };
  if (shown.length === 0) return <p class="rendered-choice muted">No findings in this environment.</p>;
  return (
    <div class="rendered-choice is-wide">
      <label class="rendered-choice is-wide">
        <span class="muted rendered-label">Finding</span>
        <select
          class="field"
          aria-label="finding"
          value={finding?.fingerprint ?? ""}
          onChange={(event) => {
            const next = shown.find((each) => each.finding.fingerprint === event.currentTarget.value);
            if (next) onPick(next.finding);
          }}
        >
          <option value="" disabled>
            {count(shown.length, "finding")}
          </option>
          {shown.map(({ finding: { fingerprint, severity, message } }) => (
            <option key={fingerprint} value={fingerprint}>
              {severity}: {message.replaceAll("`", "")}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="button icon" aria-label="previous finding" onClick={() => step(-1)}>
        ‹
      </button>
      <button type="button" class="button icon" aria-label="next finding" onClick={() => step(1)}>
        ›
      </button>
      <span class="muted small rendered-position">{at < 0 ? "" : `${at + 1} of ${shown.length}`}</span>
    </div>
  );
}

/** The chain in words: from the values over the template to the result. */
function ChainLine(props: { chain: Chain | null; finding: Finding | null; result: Result }) {
  const { chain, finding, result } = props;
  if (!chain) {
    return (
      <p class="chain-line muted">
        Select a finding, or a line of any column, to see which template and which values it comes from.
      </p>
    );
  }
  const first = chain.lines[0];
  const object = first === undefined ? undefined : objectAt(result, first);
  const inputsByPath = new Map(report.value?.inputs.map((input) => [input.path, input]));
  const isValues = ({ location }: Link) => {
    const side = sideOf(inputsByPath.get(location.path), result.environment);
    return side === "values" || side === "base";
  };
  const links = onePerLine(chain.links.filter(({ part }) => part !== "condition"));
  const [values, others] = [links.filter(isValues), links.filter((link) => !isValues(link))];
  const lines = new Set(links.map(({ location }) => written(location)));
  const isFurther = ({ location, part }: Link) => part === "condition" && !lines.has(written(location));
  const conditions = onePerLine(chain.links.filter(isFurther));
  const here = finding ? "fix here" : "set here";
  return (
    <section class="chain-line" aria-label="chain">
      {finding ? (
        <p class="chain-message">
          <Badge tone={finding.severity} />
          <span>
            <Prose text={finding.message} />
            {finding.missing ? (
              <span class="muted">
                {" "}
                missing: <code>{finding.missing}</code>
              </span>
            ) : null}
          </span>
        </p>
      ) : null}
      <ol class="chain-links">
        {[values, others].filter((group) => group.length > 0).map((group, index) => (
          <li key={index}>
            {group.map((link, at) => (
              <Place key={at} link={link} here={here} />
            ))}
          </li>
        ))}
        <li>
          {first === undefined ? (
            <span class="muted">not rendered in this environment</span>
          ) : (
            <span>
              {[object?.kind, object?.name].filter(Boolean).join(" ")}, line {first}
              {chain.lines.length > 1 ? ` and ${chain.lines.length - 1} more` : ""}
            </span>
          )}
        </li>
        {conditions.length > 0 ? (
          <li class="chain-conditions">
            <span class="muted">{conditions.length === 1 ? "condition" : "conditions"}</span>
            {conditions.map((link, index) => (
              <Place key={index} link={link} here={here} />
            ))}
          </li>
        ) : null}
      </ol>
    </section>
  );
}

/** The first place on each line. */
function onePerLine(links: readonly Link[]): Link[] {
  const byLine = Map.groupBy(links, ({ location }) => written(location));
  return [...byLine.values()].flatMap((all) => all.slice(0, 1));
}

/** A place of the chain; it is opened in the editor. */
function Place({ link: { location, part }, here }: { link: Link; here: string }) {
  const open = () => {
    batch(() => {
      dialog.value = null;
      goTo(location, true);
    });
  };
  return (
    <span>
      <button type="button" class="link place" title={`Open ${written(location)} in the editor`} onClick={open}>
        {written(location)}
      </button>
      {part === "edit" ? <span class="chain-here">{here}</span> : null}
    </span>
  );
}

function Problems({ rendering }: { rendering: Rendering | null }) {
  if (rendering === null) return null;
  const notes = [
    rendering.environments.length === 0 ? "There is nothing to render." : "",
    rendering.problems.length > 0
      ? "Some inputs were not read or rendered in full: see “Not analysed”."
      : "",
  ].filter(Boolean);
  return notes.length > 0 ? <p class="muted small">{notes.join(" ")}</p> : null;
}

/** The environment of the finding, or else of the open file. */
function firstEnvironment(finding: Finding | null): string | null {
  const own = environmentsOf(openName.peek());
  const affected = finding?.environments ?? [];
  const both = own.filter((name) => affected.includes(name));
  return both[0] ?? affected[0] ?? own[0] ?? null;
}

function environmentsOf(path: string | null): readonly string[] {
  return report.value?.inputs.find((input) => input.path === path)?.environments ?? [];
}


function isSubject(subject: Subject | null, finding: Finding): boolean {
  return subject?.of === "finding" && subject.fingerprint === finding.fingerprint;
}

function chainOf(subject: Subject | null, result: Result, shown: readonly Shown[]): Chain | null {
  switch (subject?.of) {
    case "finding":
      return shown.find((each) => isSubject(subject, each.finding))?.chain ?? null;
    case "line":
      return chainOfLine(result, subject.line);
    case "source":
      return chainOfSource(result, subject.path, subject.line);
    default:
      return null;
  }
}

/** The same subject in another environment, where a line of the result has another number. */
function kept(subject: Subject | null, result: Result): Subject | null {
  if (subject?.of !== "line") return subject;
  const location = chainOfLine(result, subject.line).links[0]?.location;
  return location?.start ? { of: "source", path: location.path, line: location.start.line } : null;
}
