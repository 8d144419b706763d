/** The panel of controls: their status, and the locations for and against each. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

import { written } from "../editor/places";
import type { Control, ControlStatus, Finding, Location, Report } from "../library";
import { frameworks } from "../state/declarations";
import { goTo } from "../state/navigation";
import { choices, report, selectedFinding } from "../state/state";

import { Aloud, Badge, Prose, count } from "./prose";
import { TreeList, withMember, type Row } from "./tree-list";

/** In the order of attention. */
const STATUSES: readonly ControlStatus[] = [
  "fail",
  "absent",
  "weak",
  "unknown",
  "pass",
  "manual",
  "not_applicable",
];

/** The framework that is shown first. */
const FIRST = "hipaa";

/** The maximum number of findings listed below a control. */
const SHOWN = 20;

interface Place {
  location: Location;
  finding?: Finding;
}

export function Controls() {
  const chosen = useSignal<string | null>(null);
  const only = useSignal<ControlStatus | null>(null);
  const open = useSignal<ReadonlySet<string>>(new Set());
  const selected = useSignal<string | null>(null);
  const current = report.value;
  const listed = useMemo(() => {
    const ids = new Set(current?.controls?.map((each) => each.framework));
    return [...ids].sort((a, b) => Number(b === FIRST) - Number(a === FIRST));
  }, [current]);
  const framework = listed.find((each) => each === chosen.value) ?? listed[0] ?? "";
  const controls = useMemo(
    () =>
      (current?.controls ?? [])
        .filter((each) => each.framework === framework)
        .sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)),
    [current, framework],
  );
  const places = useMemo(() => new Map<string, Place>(), [current]);
  const rows = useMemo(
    () => (current ? controlRows(current, controls, only.value, open.value, places) : []),
    [current, controls, only.value, open.value],
  );
  const toggle = (key: string, isOpen: boolean) => {
    open.value = withMember(open.value, key, isOpen);
  };
  return (
    <div class="panel-body">
      <div class="filters">
        <div class="segments" role="group" aria-label="frameworks">
          {listed.map((id) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === framework}
              onClick={() => (chosen.value = id)}
            >
              {shortTitle(id)}
            </button>
          ))}
        </div>
        <Statuses controls={controls} only={only.value} choose={(status) => (only.value = status)} />
        {framework === FIRST ? (
          <p class="muted small">
            Evidence from configuration files toward the Security Rule, not a compliance assessment.
          </p>
        ) : null}
      </div>
      <TreeList
        label={`controls of ${titleOf(framework)}`}
        rows={rows}
        selected={selected.value}
        empty={<p>{emptyBecause(listed.length > 0)}</p>}
        onSelect={(key) => {
          selected.value = key;
          const place = places.get(key);
          if (place?.finding) selectedFinding.value = place.finding;
          if (place) goTo(place.location);
        }}
        onAct={(key) => {
          const row = rows.find((each) => each.key === key);
          if (row?.isOpen !== undefined) toggle(key, !row.isOpen);
        }}
        onToggle={toggle}
      />
    </div>
  );
}

function emptyBecause(isListed: boolean): string {
  if (isListed) return "No control has this status.";
  return choices.value.frameworks ? "Checking…" : "No framework selected; see Options.";
}

function titleOf(id: string): string {
  return frameworks.value.find((each) => each.id === id)?.title ?? id;
}

const SHORT: Record<string, string> = {
  hipaa: "HIPAA",
  "pss-baseline": "PSS baseline",
  "pss-restricted": "PSS restricted",
  "cis-kubernetes": "CIS",
  "nsa-cisa": "NSA",
};

function shortTitle(id: string): string {
  return SHORT[id] ?? titleOf(id);
}

function Statuses(properties: {
  controls: readonly Control[];
  only: ControlStatus | null;
  choose(status: ControlStatus | null): void;
}) {
  const { controls, only, choose } = properties;
  const present = STATUSES.map((status) => ({
    status,
    size: controls.filter((each) => each.status === status).length,
  })).filter(({ size }) => size > 0);
  return (
    <>
      <div class="bar" aria-hidden="true">
        {present.map(({ status, size }) => (
          <span key={status} class={`fill-${status}`} style={{ flexGrow: size }} />
        ))}
      </div>
      <div class="chips" role="group" aria-label="show only">
        {present.map(({ status, size }) => (
          <button
            key={status}
            type="button"
            class={`chip tone-${status}`}
            aria-pressed={only === null || only === status}
            onClick={() => choose(only === status ? null : status)}
          >
            {status.replace("_", " ")} <b>{size}</b>
          </button>
        ))}
      </div>
    </>
  );
}

function controlRows(
  current: Report,
  controls: readonly Control[],
  only: ControlStatus | null,
  open: ReadonlySet<string>,
  places: Map<string, Place>,
): Row[] {
  places.clear();
  const rows: Row[] = [];
  for (const control of controls) {
    if (only !== null && control.status !== only) continue;
    const key = `${control.framework} ${control.id}`;
    const isOpen = open.has(key);
    rows.push(controlRow(key, control, isOpen));
    if (isOpen) rows.push(...below(current, key, control, places));
  }
  return rows;
}

function controlRow(key: string, control: Control, isOpen: boolean): Row {
  return {
    key,
    level: 1,
    height: 58,
    isOpen,
    content: () => (
      <span class="control">
        <span class="group-arrow" aria-hidden="true" />
        <span class="control-text">
          <span class="control-title">{control.title}</span>
          <span class="control-foot">
            <span class="control-id">{control.id}</span>
            <span class="muted">{tally(control)}</span>
          </span>
        </span>
        <Badge tone={control.status} />
      </span>
    ),
  };
}

function tally(control: Control): string {
  const decided = control.failed + control.passed;
  if (control.status === "manual") return "files cannot show it";
  if (control.examined === 0) {
    return control.shown_by ? `would prove it: ${control.shown_by}` : "nothing examined";
  }
  const unknown = control.unknown > 0 ? `, ${control.unknown} unknown` : "";
  if (decided === 0) return `nothing decided${unknown}`;
  return `${control.passed} of ${decided} pass${unknown}`;
}

function below(current: Report, key: string, control: Control, places: Map<string, Place>): Row[] {
  const rows: Row[] = [];
  const say = (text: string, name: string) => rows.push(textRow(`${key} ${name}`, text));
  for (const [index, reason] of (control.reasons ?? []).entries()) say(reason, `reason ${index}`);
  if (control.own_reading) say("that these checks bear on it is our own interpretation", "own");
  if (control.note) say(control.note, "note");
  const checks = new Set<string>(Object.values(control.checks ?? {}).flat());
  const failed = current.findings.filter(
    (finding) => checks.has(finding.check) || finding.covers?.some((each) => checks.has(each.check)),
  );
  for (const [index, finding] of failed.slice(0, SHOWN).entries()) {
    if (!finding.location) continue;
    const id = `${key} failed ${index}`;
    places.set(id, { location: finding.location, finding });
    rows.push(placeRow(id, finding.message, finding.location, "fail"));
  }
  if (failed.length > SHOWN) say(`${failed.length - SHOWN} more findings`, "more findings");
  for (const [index, location] of (control.evidence ?? []).entries()) {
    const id = `${key} evidence ${index}`;
    places.set(id, { location });
    rows.push(placeRow(id, location.pointer || "whole document", location, "pass"));
  }
  const more = control.evidence_more ?? 0;
  if (more > 0) say(`${count(more, "more location")} of evidence`, "more evidence");
  for (const [index, location] of (control.unknown_at ?? []).entries()) {
    const id = `${key} unknown ${index}`;
    places.set(id, { location });
    rows.push(placeRow(id, location.pointer || "whole document", location, "unknown"));
  }
  const undecided = control.unknown_more ?? 0;
  if (undecided > 0) say(`${count(undecided, "more location")} not decided`, "more unknown");
  if (control.not_shown) say(`files cannot show: ${control.not_shown}`, "not shown");
  return rows;
}

function textRow(key: string, text: string): Row {
  return {
    key,
    level: 2,
    height: text.length > 62 ? 44 : 26,
    content: () => (
      <span class="note-row">
        <Prose text={text} />
      </span>
    ),
  };
}

/** The signs of places, and what they mean. */
const SIGNS = {
  pass: { sign: "✓", words: "evidence: " },
  fail: { sign: "✗", words: "against it: " },
  unknown: { sign: "?", words: "not decided: " },
};

function placeRow(
  key: string,
  text: string,
  location: Location,
  status: keyof typeof SIGNS,
): Row {
  return {
    key,
    level: 2,
    height: text.replaceAll("`", "").length > 50 ? 62 : 44,
    content: () => (
      <span class="place-row">
        <span class={`sign sign-${status}`} aria-hidden="true">
          {SIGNS[status].sign}
        </span>
        <Aloud text={SIGNS[status].words} />
        <span class="place-text">
          <span class={status === "fail" ? "against" : "pointer"}>
            <Prose text={text} />
          </span>
          <span class="place">{written(location)}</span>
        </span>
      </span>
    ),
  };
}
