import type { Position } from "./types.js";

/** An error in a request. */
export interface Fault {
  /** A stable identifier, for programs. */
  code: string;
  /** The message. */
  message: string;
  /** How to correct it, if known. */
  hint?: string;
  /** The path of the policy, for its errors. */
  path?: string;
  /** The position in the policy. */
  position?: Position;
}

/**
 * An invalid request, for example a check that does not exist. Invalid *input* does not throw; it is in
 * the report.
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
  /** A stable identifier: `unknown-name`, `invalid-value`, `invalid-policy`, ... */
  readonly code: string;
  /** How to correct it, if known. */
  readonly hint: string | undefined;
  /** All errors, in order; for a policy every error is listed. */
  readonly faults: readonly Fault[];

  /** Creates an error from at least one fault. */
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join("\n"));
    this.name = "AsepsisError";
    this.code = faults[0]?.code ?? "";
    this.hint = faults.find((fault) => fault.hint !== undefined)?.hint;
    this.faults = faults;
  }
}

/** The code of an internal error. */
export const INTERNAL = "internal-error";
