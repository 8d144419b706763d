import * as raw from "./asepsis_wasm.js";
import { AsepsisError, type Fault, INTERNAL } from "./errors.js";

/** The source of the module. */
export type Source = Origin | Promise<Origin>;

type Origin = string | URL | Request | Response | BufferSource | WebAssembly.Module;

let ready: Promise<void> | undefined;
let isReady = false;
let generation = 0;

/** Creates the instance, once; further calls wait for the first one. */
export function load(source?: Source): Promise<void> {
  if (isReady) return Promise.resolve();
  ready ??= raw
    .default(source === undefined ? undefined : { module_or_path: source })
    .then(() => {
      isReady = true;
    })
    .catch((failure: unknown) => {
      // A failed load can be retried.
      ready = undefined;
      throw failure;
    });
  return ready;
}

/** Creates the instance synchronously. */
export function loadNow(source: BufferSource | WebAssembly.Module): void {
  if (isReady) return;
  raw.initSync({ module: source });
  isReady = true;
}

/** The number of the instance, which changes after an internal error. */
export function current(): number {
  return generation;
}

/** Calls the library, and converts what it throws to errors. */
export function asked<T>(ask: () => T): T {
  if (!isReady) {
    const hint = "call `await init()` first";
    throw new AsepsisError([{ code: "not-ready", message: "asepsis is not loaded", hint }]);
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
  // After a trap or a stack overflow the instance is unusable.
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
