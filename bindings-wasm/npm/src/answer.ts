import * as api from "./api.js";
import { AsepsisError, type Fault } from "./errors.js";

/** What a worker can be asked. */
const CALLS: Readonly<Record<string, (...values: never[]) => unknown>> = {
  checkListedJson: api.checkListedJson,
  checkResourcesJson: api.checkResourcesJson,
  checks: api.checks,
  explain: api.explain,
  frameworks: api.frameworks,
  isReadable: api.isReadable,
  policySchema: api.policySchema,
  recognise: api.recognise,
  redactListed: api.redactListed,
  renderListed: api.renderListed,
  reportSchema: api.reportSchema,
  _fault: api._fault,
};

/** A call with its arguments, as it is posted. */
export interface Asked {
  call: string;
  arguments: unknown[];
  /** What the instance is made of, where that is not found by itself. */
  source: unknown;
}

/** What came of it, as it is posted back. */
export type Answer = { value: unknown } | { faults: readonly Fault[] } | { failure: unknown };

/** Does what is asked. */
export async function answer(asked: Asked, load: (source: unknown) => Promise<void>): Promise<Answer> {
  try {
    await load(asked.source);
    return { value: CALLS[asked.call]?.(...(asked.arguments as never[])) };
  } catch (failure) {
    return failure instanceof AsepsisError ? { faults: failure.faults } : { failure };
  }
}
