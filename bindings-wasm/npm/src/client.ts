import type { Options, Redacted } from "./api.js";
import type { Answer, Asked } from "./answer.js";
import { AsepsisError, INTERNAL } from "./errors.js";
import { type Inputs, listed } from "./inputs.js";
import { written } from "./resources.js";
import type { Check, Format, Framework, Recognised, Report } from "./types.js";

/** How long a call goes on. */
export interface Running {
  /** Ends the call: it rejects with the signal's reason, and its work is stopped. */
  signal?: AbortSignal | undefined;
}

/** A worker that is there, whichever kind it is. */
export interface Port {
  /** Posts what is asked. */
  post(asked: Asked): void;
  /** Says whether somebody waits. */
  busy(is: boolean): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Starts a worker; what it says goes to the two functions. */
export type Open = (heard: (answer: Answer) => void, failed: (why: string) => void) => Port;

interface Job {
  asked: Asked;
  resolve: (value: unknown) => void;
  reject: (why: unknown) => void;
  forget: () => void;
}

/** The calls of `asepsis` in a worker, as promises. One worker does them one after the other. */
export class Calls {
  readonly #open: Open;
  readonly #source: unknown;
  #port: Port | undefined;
  #running: Job | undefined;
  #waiting: Job[] = [];

  /** @internal */
  protected constructor(open: Open, source?: unknown) {
    this.#open = open;
    this.#source = source;
  }

  /** Judges a text, or the files of one platform. Bad input never rejects: it is in the report. */
  async check(inputs: Inputs, options?: Options, running?: Running): Promise<Report> {
    return JSON.parse(await this.checkJson(inputs, options, running)) as Report;
  }

  /** The very text of the report's JSON: the same in every language. */
  async checkJson(inputs: Inputs, options?: Options, running?: Running): Promise<string> {
    return this.#ask("checkListedJson", [listed(inputs), options], running);
  }

  /** The report in a written form: `text`, `json`, `sarif` or `markdown`. */
  async render(
    inputs: Inputs,
    format: Format,
    options?: Options,
    running?: Running,
  ): Promise<string> {
    return this.#ask("renderListed", [listed(inputs), format, options], running);
  }

  /**
   * The texts of inputs without their secrets, for others to read and to check. A text of which it is
   * not certain that they are out is refused, with the reason.
   */
  async redact(inputs: Inputs, running?: Running): Promise<Redacted[]> {
    return this.#ask("redactListed", [listed(inputs)], running);
  }

  /** Judges resources that were built in code; findings carry a pointer and no line. */
  async checkResources(
    resources: object | readonly object[],
    options?: Options,
    running?: Running,
  ): Promise<Report> {
    const json = await this.#ask<string>(
      "checkResourcesJson",
      [written(resources), options],
      running,
    );
    return JSON.parse(json) as Report;
  }

  /** All checks as they are declared, by id. */
  async checks(running?: Running): Promise<Check[]> {
    return this.#ask("checks", [], running);
  }

  /** The checks that an id means: the one that has it, or all that another tool calls so. */
  async explain(id: string, running?: Running): Promise<Check[]> {
    return this.#ask("explain", [id], running);
  }

  /** All frameworks whose controls a report can list. */
  async frameworks(running?: Running): Promise<Framework[]> {
    return this.#ask("frameworks", [], running);
  }

  /** What a file of this name can be; `null` where no reader takes such files. */
  async recognise(name: string, running?: Running): Promise<Recognised | null> {
    return this.#ask("recognise", [name], running);
  }

  /** Whether the command reads a file of this path when it walks folders. */
  async isReadable(path: string, running?: Running): Promise<boolean> {
    return this.#ask("isReadable", [path], running);
  }

  /** The JSON Schema of the policy file. */
  async policySchema(running?: Running): Promise<object> {
    return this.#ask("policySchema", [], running);
  }

  /** The JSON Schema of the report. */
  async reportSchema(running?: Running): Promise<object> {
    return this.#ask("reportSchema", [], running);
  }

  /** Fails as a fault of the library would, so that a test sees what a caller sees. @internal */
  async _fault(): Promise<void> {
    return this.#ask("_fault", [], undefined);
  }

  /** Ends the worker; calls that still go on reject. The next call starts another. */
  terminate(): void {
    this.#stop();
    const jobs = this.#running === undefined ? this.#waiting : [this.#running, ...this.#waiting];
    this.#running = undefined;
    this.#waiting = [];
    for (const job of jobs) {
      job.forget();
      job.reject(new DOMException("the worker was ended", "AbortError"));
    }
  }

  #ask<T>(call: string, values: unknown[], running: Running | undefined): Promise<T> {
    const signal = running?.signal;
    return new Promise<T>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.#abort(job, signal?.reason);
      };
      const job: Job = {
        asked: { call, arguments: values, source: this.#source },
        resolve: resolve as (value: unknown) => void,
        reject,
        forget: () => signal?.removeEventListener("abort", abort),
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting.push(job);
      this.#next();
    });
  }

  #next(): void {
    if (this.#running !== undefined) return;
    this.#running = this.#waiting.shift();
    this.#port?.busy(this.#running !== undefined);
    if (this.#running === undefined) return;
    try {
      this.#port ??= this.#start();
      this.#port.post(this.#running.asked);
    } catch (failure) {
      // What cannot be posted is the caller's, and the worker is well.
      this.#settle((job) => {
        job.reject(failure);
      });
    }
  }

  #start(): Port {
    // What an ended worker has still said, is for nobody.
    const mine = (port: Port) => this.#port === port;
    const port: Port = this.#open(
      (answer) => {
        if (mine(port)) this.#heard(answer);
      },
      (why) => {
        if (mine(port)) this.#failed(why);
      },
    );
    return port;
  }

  #heard(answer: Answer): void {
    if ("faults" in answer) {
      const error = new AsepsisError(answer.faults);
      if (error.code === INTERNAL) this.#stop();
      this.#settle((job) => {
        job.reject(error);
      });
    } else if ("failure" in answer) {
      this.#settle((job) => {
        job.reject(answer.failure);
      });
    } else {
      this.#settle((job) => {
        job.resolve(answer.value);
      });
    }
  }

  #failed(message: string): void {
    this.#stop();
    this.#settle((job) => {
      job.reject(new AsepsisError([{ code: "worker-failed", message }]));
    });
  }

  #settle(settle: (job: Job) => void): void {
    const job = this.#running;
    this.#running = undefined;
    if (job !== undefined) {
      job.forget();
      settle(job);
    }
    this.#next();
  }

  #abort(job: Job, reason: unknown): void {
    job.reject(reason);
    if (this.#running === job) {
      this.#stop();
      this.#running = undefined;
      this.#next();
    } else {
      this.#waiting = this.#waiting.filter((other) => other !== job);
    }
  }

  #stop(): void {
    this.#port?.end();
    this.#port = undefined;
  }
}
