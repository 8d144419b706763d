/**
 * asepsis in a worker: the same calls as promises, so that a page stays responsive.
 *
 * @packageDocumentation
 */
import type { Answer } from "./answer.js";
import { Calls, type Port, type Running } from "./client.js";

export { AsepsisError, type Fault } from "./errors.js";
export type { Running };

/** How a client has its worker. */
export interface ClientOptions {
  /**
   * Starts the worker, where a bundler does not find it by itself: a module worker of
   * `asepsis/worker-thread`.
   */
  worker?: () => Worker;
  /** What the instance is made of: the address of `asepsis.wasm`, or the compiled module. */
  source?: string | URL | BufferSource | WebAssembly.Module;
}

/**
 * A worker and its calls. A call that is aborted ends the worker, and so does a fault of asepsis
 * itself; the next call has a new one.
 *
 * ```js
 * const client = new Client();
 * const report = await client.check({ "deploy.yaml": text }, {}, { signal: AbortSignal.timeout(5000) });
 * ```
 */
export class Client extends Calls {
  constructor(options: ClientOptions = {}) {
    const start =
      options.worker ??
      (() => new Worker(new URL("./worker-thread.js", import.meta.url), { type: "module" }));
    const source = options.source instanceof URL ? options.source.href : options.source;
    super((heard, failed) => open(start(), heard, failed), source);
  }
}

function open(
  worker: Worker,
  heard: (answer: Answer) => void,
  failed: (why: string) => void,
): Port {
  worker.onmessage = (event: MessageEvent<Answer>) => {
    heard(event.data);
  };
  worker.onerror = (event) => {
    failed(event.message || "the worker could not be started");
  };
  worker.onmessageerror = () => {
    failed("the worker's answer could not be read");
  };
  return {
    post: (asked) => {
      worker.postMessage(asked);
    },
    busy: () => {},
    end: () => {
      worker.terminate();
    },
  };
}
