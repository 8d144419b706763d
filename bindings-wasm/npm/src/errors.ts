import type { Position } from "./types.js";

/** One thing that is wrong with a request. */
export interface Fault {
  /** A short name that never changes, for programs. */
  code: string;
  /** What is wrong. */
  message: string;
  /** What to do about it, where that is known. */
  hint?: string;
  /** The path of the policy, for its faults. */
  path?: string;
  /** Where in the policy it is. */
  position?: Position;
}

/**
 * The caller asked for something impossible: a check that does not exist, say. Bad *input* is never
 * one of these: it is in the report.
 *
 * ```js
 * try {
 *   check(text, { frameworks: ["hippa"] });
 * } catch (error) {
 *   error.code; // "unknown-name"
 *   error.hint; // "did you mean `hipaa`?"
 * }
 * ```
 */
export class AsepsisError extends Error {
  /** A short name that never changes: `unknown-name`, `invalid-value`, `invalid-policy`, ... */
  readonly code: string;
  /** What to do about it, where that is known. */
  readonly hint: string | undefined;
  /** All that is wrong, in order: of a policy every fault is listed. */
  readonly faults: readonly Fault[];

  /** An error of what is wrong, which is one thing at least. */
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join("\n"));
    this.name = "AsepsisError";
    this.code = faults[0]?.code ?? "";
    this.hint = faults.find((fault) => fault.hint !== undefined)?.hint;
    this.faults = faults;
  }
}

/** What a fault of the library itself is called. */
export const INTERNAL = "internal-error";
