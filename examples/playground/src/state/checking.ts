/** Checks the files in a worker whenever they change; the newest state is checked last. */
import { computed, effect } from "@preact/signals";
import { AsepsisError, type Client } from "asepsis/worker";

import type { Options } from "../library";
import { POLICY_NAME } from "../library";
import {
  choices,
  files,
  inputs,
  isChecking,
  named,
  outcome,
  panel,
  policyText,
  selectedFinding,
  type Refusal,
} from "./state";

/** Debounce time in milliseconds: longer than the pause between keys, too short to notice. */
const PAUSE = 60;
/** A run that takes longer than this, in milliseconds, is aborted if a newer state waits. */
const PATIENCE = 1_500;

/** The local date as `YYYY-MM-DD`, for the expiry of suppressions. */
function today(): string {
  const now = new Date();
  const pad = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The options chosen on the page, and the policy file. */
export function options(): Options {
  const text = policyText();
  return {
    as_of: today(),
    ...choices.value,
    named: [...inputs().keys()].filter((name) => named.value.has(name)),
    ...(text === undefined ? {} : { policy: { path: POLICY_NAME, text } }),
  };
}

/** Whether a panel is visible that needs the locations of evidence. */
const showsPlaces = computed(() => panel.value === "controls" || panel.value === "gaps");

/**
 * The same without controls and evidence if no visible panel needs them, since they are a large part of a
 * report and make it slower.
 */
function wanted(): Options {
  if (showsPlaces.value) return options();
  const { frameworks: _, ...others } = options();
  return { ...others, evidence: 0 };
}

/** Checks now and after every change. */
export function keepChecking(client: Client): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { abort: AbortController; since: number } | null = null;
  let isWaiting = false;
  /** The number of changes so far; the displayed outcome may be that of an earlier one. */
  let changes = 0;

  const run = async () => {
    const now = performance.now();
    if (running) {
      isWaiting = true;
      if (now - running.since > PATIENCE) running.abort.abort();
      else timer = setTimeout(run, PATIENCE);
      return;
    }
    clearTimeout(timer);
    const abort = new AbortController();
    running = { abort, since: now };
    const checked = changes;
    try {
      const report = await client.check(inputs(), wanted(), { signal: abort.signal });
      const milliseconds = performance.now() - now;
      // Parsing a long report and rendering it are separate tasks, so that neither blocks a frame.
      await new Promise((resolve) => setTimeout(resolve));
      outcome.value = { kind: "report", report, milliseconds };
      keepSelection();
    } catch (error) {
      if (!abort.signal.aborted) outcome.value = { kind: "refused", refusal: refusal(error) };
    }
    running = null;
    isChecking.value = checked !== changes;
    if (isWaiting) {
      isWaiting = false;
      void run();
    }
  };

  let isFirst = true;
  effect(() => {
    void files.value;
    void choices.value;
    void showsPlaces.value;
    changes += 1;
    isChecking.value = true;
    clearTimeout(timer);
    timer = setTimeout(run, isFirst ? 0 : PAUSE);
    isFirst = false;
  });
}

/** Selects the same finding again, by its fingerprint. */
function keepSelection(): void {
  const before = selectedFinding.peek();
  const current = outcome.peek();
  if (!before || current.kind !== "report") return;
  const { findings } = current.report;
  selectedFinding.value =
    findings.find((finding) => finding.fingerprint === before.fingerprint) ?? null;
}

function refusal(error: unknown): Refusal {
  if (!(error instanceof AsepsisError)) return { message: String(error), faults: [] };
  const faults = (error.faults ?? []).map(({ message, hint, position }) => ({
    message,
    ...(hint ? { hint } : {}),
    ...(position ? { line: position.line, column: position.column } : {}),
  }));
  return { message: error.message, ...(error.hint ? { hint: error.hint } : {}), faults };
}
