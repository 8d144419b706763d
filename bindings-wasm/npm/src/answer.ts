import * as api from "./api.js";
import { AsepsisError, type Fault } from "./errors.js";

/** The calls of a worker. */
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
  yamlListed: api.yamlListed,
  _fault: api._fault,
};

/** A call with its arguments, as it is posted. */
export interface Asked {
  call: string;
  arguments: unknown[];
  /** The source of the module, if it is not found automatically. */
  source: unknown;
}

/** The result of a call, as it is posted back. */
export type Answer = { value: unknown } | { faults: readonly Fault[] } | { failure: unknown };

/** Runs a call. */
export async function answer(asked: Asked, load: (source: unknown) => Promise<void>): Promise<Answer> {
  try {
    await load(asked.source);
    return { value: CALLS[asked.call]?.(...(asked.arguments as never[])) };
  } catch (failure) {
    return failure instanceof AsepsisError ? { faults: failure.faults } : { failure };
  }
}
