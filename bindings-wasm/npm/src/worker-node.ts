/**
 * asepsis in a worker thread: the same calls return promises, so that a server stays responsive.
 *
 * @packageDocumentation
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";

import type { Answer } from "./answer.js";
import { Calls, type Port, type Running } from "./client.js";

export { AsepsisError, type Fault } from "./errors.js";
export type { Running };

/**
 * Calls in a worker thread. An aborted call and an internal error end the thread; the next call starts a
 * new one. An idle thread does not keep the process alive.
 *
 * ```js
 * const client = new Client();
 * const report = await client.check({ "deploy.yaml": text }, {}, { signal: AbortSignal.timeout(5000) });
 * ```
 */
export class Client extends Calls {
  constructor() {
    super((heard, failed) => open(heard, failed));
  }
}

function open(heard: (answer: Answer) => void, failed: (why: string) => void): Port {
  const worker = new Worker(join(__dirname, "worker-thread-node.js"));
  worker.on("message", heard);
  worker.on("error", (error) => {
    failed(error instanceof Error ? error.message : String(error));
  });
  worker.on("exit", () => {
    failed("the worker thread has ended");
  });
  return {
    post: (asked) => {
      worker.postMessage(asked);
    },
    busy: (is) => {
      if (is) worker.ref();
      else worker.unref();
    },
    end: () => {
      void worker.terminate();
    },
  };
}
