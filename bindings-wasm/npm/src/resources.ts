import { AsepsisError } from "./errors.js";

/** Resources that were built in code, as JSON. */
export function written(resources: unknown): string {
  let why = "they are no objects";
  try {
    if (typeof resources === "object" && resources !== null) return JSON.stringify(resources);
  } catch (failure) {
    why = failure instanceof Error ? failure.message : String(failure);
  }
  const message = `the resources cannot be read: ${why}`;
  throw new AsepsisError([{ code: "invalid-object", message }]);
}
