import { type Wrong, isPlain, wrong } from "./inputs.js";

/** Resources built in code, as JSON, or the reason why they are invalid. */
export type Written = { json: string } | { why: string } | { wrong: Wrong };

/** Converts resources to JSON. */
export function written(resources: unknown): Written {
  const other = wrong(resources);
  const isObject = Array.isArray(resources) || isPlain(resources) || isWritten(resources);
  if (!isObject || other.is !== "other") return { wrong: other };
  try {
    return { json: JSON.stringify(resources) };
  } catch (failure) {
    return { why: failure instanceof Error ? failure.message : String(failure) };
  }
}

/** Whether a value has `toJSON`, except for dates, whose JSON is a text. */
function isWritten(value: unknown): boolean {
  const isObject = typeof value === "object" && value !== null && !(value instanceof Date);
  return isObject && "toJSON" in value;
}
