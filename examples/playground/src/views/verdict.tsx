/** The verdict, in one word and one line; announced when it changes. */
import { isChecking, notice, outcome, panel, report } from "../state/state";

import type { Report } from "../library";

import { countGaps } from "./gaps";
import { count } from "./prose";

const WORDS = { pass: "Pass", fail: "Fail", incomplete: "Incomplete" } as const;

/** Why nothing was checked, if there is no other problem. */
function nothingToCheck({ verdict, summary, inputs }: Report, unread: number): string {
  const { resources, passed, failed, unknown } = summary;
  if (verdict !== "incomplete" || unknown > 0) return "";
  // Checks of the text itself, for example for duplicate keys, do not make it a resource.
  if (resources > 0 && passed + failed > 0) return "";
  if (inputs.length === 0) return "Nothing to check: no files";
  const others = summary.inputs.other ?? 0;
  if (unread > others) return "";
  return resources === 0
    ? "Nothing to check: no file contains a resource or a setting"
    : `Nothing to check: no enabled check applies to ${count(resources, "resource")}`;
}

/** The sentence after the word. */
function sentence(): string {
  const current = report.value;
  if (!current) return "";
  const { summary } = current;
  const from = summary.fail_on ?? "no threshold";
  const parts = [
    summary.fail_on === null
      ? count(current.findings.length, "finding")
      : `${count(summary.at_or_above_threshold, "finding")} at or above ${from}`,
  ];
  const gaps = countGaps(current);
  const nothing = nothingToCheck(current, gaps.inputs);
  if (nothing) return nothing;
  if (gaps.inputs > 0) parts.push(`${count(gaps.inputs, "file")} not read in full`);
  return parts.join(", ");
}

export function Verdict() {
  const state = outcome.value;
  const tone = state.kind === "report" ? state.report.verdict : state.kind;
  // The report is for the files and options before the last change.
  const isOld = isChecking.value && state.kind !== "waiting";
  const word =
    state.kind === "report"
      ? WORDS[state.report.verdict]
      : state.kind === "refused"
        ? "Not checked"
        : "Checking…";
  return (
    <div
      class={`verdict verdict-${tone}${isOld ? " is-old" : ""}`}
      role="group"
      aria-label="verdict"
      aria-busy={isChecking.value}
    >
      <strong class="verdict-word">{word}</strong>
      <span class="verdict-about" role="status" aria-live="polite">
        <span class="aloud">{word}: </span>
        {state.kind === "refused" ? state.refusal.message.split("\n")[0] : sentence()}
      </span>
      {/* Not announced: the group is busy, and the result is announced when it is available. */}
      {isOld ? (
        <span class="verdict-time verdict-due" aria-hidden="true">
          checking…
        </span>
      ) : state.kind === "report" ? (
        <span class="verdict-time">{Math.max(Math.round(state.milliseconds), 1)} ms</span>
      ) : null}
    </div>
  );
}

/** Errors of the request itself, for which nothing was checked. */
export function RefusalBanner() {
  const state = outcome.value;
  if (state.kind !== "refused") return null;
  const { message, hint, faults } = state.refusal;
  return (
    <div class="banner is-refusal" role="alert" aria-label="refusal">
      <p>
        <strong>Nothing was checked.</strong> {faults[0]?.message ?? message}
        {(faults[0]?.hint ?? hint) ? ` (${faults[0]?.hint ?? hint})` : ""}
        {faults.length > 1 ? ` and ${faults.length - 1} more` : ""}
      </p>
      <button type="button" class="plain" onClick={() => (panel.value = "options")}>
        Options
      </button>
    </div>
  );
}

export function Notice() {
  const said = notice.value;
  const undo = said?.undo;
  return (
    <div
      class="notice"
      role="status"
      aria-label="notice"
      aria-live="polite"
      hidden={said === null}
    >
      <span>{said?.text}</span>
      {undo ? (
        <button
          type="button"
          class="plain undo"
          onClick={() => {
            undo();
            notice.value = null;
          }}
        >
          Undo
        </button>
      ) : null}
      {said ? (
        <button
          type="button"
          class="plain"
          aria-label="dismiss"
          onClick={() => (notice.value = null)}
        >
          ×
        </button>
      ) : null}
    </div>
  );
}
