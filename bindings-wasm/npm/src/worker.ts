/**
 * asepsis in a worker: the same calls return promises, so that a page stays responsive.
 *
 * @packageDocumentation
 */
import type { Answer } from "./answer.js";
import { Calls, type Port, type Running } from "./client.js";

export { AsepsisError, type Fault } from "./errors.js";
export type { Running };

/** Options of a client. */
export interface ClientOptions {
  /**
   * Starts the worker, if a bundler does not find it: a module worker of `asepsis/worker-thread`.
   */
  worker?: () => Worker;
  /** The source of the module: the URL of `asepsis.wasm`, or the compiled module. */
  source?: string | URL | BufferSource | WebAssembly.Module;
}

/**
 * Calls in a worker. An aborted call and an internal error end the worker; the next call starts a new
 * one.
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
    failed(event.message || "cannot start the worker");
  };
  worker.onmessageerror = () => {
    failed("cannot read the result of the worker");
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
