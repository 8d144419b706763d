import * as raw from "./asepsis_wasm.js";
import { AsepsisError, type Fault, INTERNAL } from "./errors.js";

/** What an instance can be made of. */
export type Source = Origin | Promise<Origin>;

type Origin = string | URL | Request | Response | BufferSource | WebAssembly.Module;

let ready: Promise<void> | undefined;
let isReady = false;
let generation = 0;

/** Makes the instance, once; the next call waits for the first. */
export function load(source?: Source): Promise<void> {
  if (isReady) return Promise.resolve();
  ready ??= raw
    .default(source === undefined ? undefined : { module_or_path: source })
    .then(() => {
      isReady = true;
    })
    .catch((failure: unknown) => {
      // What could not be had now, can perhaps be had later.
      ready = undefined;
      throw failure;
    });
  return ready;
}

/** Makes the instance at once. */
export function loadNow(source: BufferSource | WebAssembly.Module): void {
  if (isReady) return;
  raw.initSync({ module: source });
  isReady = true;
}

/** Which instance it is: one after a fault is another. */
export function current(): number {
  return generation;
}

/** Asks the library, and throws what it throws as errors. */
export function asked<T>(ask: () => T): T {
  if (!isReady) {
    const hint = "call `await init()` once, before anything else";
    throw new AsepsisError([{ code: "not-ready", message: "asepsis is not loaded yet", hint }]);
  }
  try {
    return ask();
  } catch (thrown) {
    throw error(thrown);
  }
}

function error(thrown: unknown): unknown {
  if (typeof thrown === "string") {
    const error = new AsepsisError(JSON.parse(thrown) as Fault[]);
    if (error.code === INTERNAL) renew();
    return error;
  }
  // A trap, or a stack that is full: what is left of the instance is of no use.
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
    renew();
    return new AsepsisError(JSON.parse(raw.fault(thrown.message)) as Fault[]);
  }
  return thrown;
}

function renew(): void {
  generation += 1;
  raw.__wbg_reset_state();
}
