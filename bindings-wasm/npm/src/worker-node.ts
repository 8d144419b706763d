/**
 * asepsis in a thread of its own: the same calls as promises, so that a server stays responsive.
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
 * A thread and its calls. A call that is aborted ends the thread, and so does a fault of asepsis
 * itself; the next call has a new one. A thread that does nothing keeps no process alive.
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
    failed("the thread has ended");
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
