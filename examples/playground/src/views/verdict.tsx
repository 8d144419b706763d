/** The verdict, in one word and one line; read aloud when it changes. */
import { isChecking, notice, outcome, panel, report } from "../state/state";

import { countGaps } from "./gaps";
import { count } from "./prose";

const WORDS = { pass: "Pass", fail: "Fail", incomplete: "Incomplete" } as const;

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
  if (gaps.inputs > 0) parts.push(`${count(gaps.inputs, "file")} not read in full`);
  return parts.join(", ");
}

export function Verdict() {
  const state = outcome.value;
  const tone = state.kind === "report" ? state.report.verdict : state.kind;
  const word =
    state.kind === "report"
      ? WORDS[state.report.verdict]
      : state.kind === "refused"
        ? "Not checked"
        : "Checking…";
  return (
    <div
      class={`verdict verdict-${tone}`}
      role="group"
      aria-label="verdict"
      aria-busy={isChecking.value}
    >
      <strong class="verdict-word">{word}</strong>
      <span class="verdict-about" role="status" aria-live="polite">
        <span class="aloud">{word}: </span>
        {state.kind === "refused" ? state.refusal.message.split("\n")[0] : sentence()}
      </span>
      {state.kind === "report" ? (
        <span class="verdict-time">{Math.max(Math.round(state.milliseconds), 1)} ms</span>
      ) : null}
    </div>
  );
}

/** What is wrong with the request itself: nothing was checked. */
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
