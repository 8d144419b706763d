import type { Options, Redacted, RenderOptions, Rendering } from "./api.js";
import type { Answer, Asked } from "./answer.js";
import { AsepsisError, INTERNAL } from "./errors.js";
import { type Inputs, listed } from "./inputs.js";
import { written } from "./resources.js";
import type { Check, Format, Framework, Recognised, Report } from "./types.js";

/** Options of a single call. */
export interface Running {
  /** Aborts the call: it rejects with the signal's reason, and its work is stopped. */
  signal?: AbortSignal | undefined;
}

/** A running worker of either kind. */
export interface Port {
  /** Posts a call. */
  post(asked: Asked): void;
  /** Marks the worker as busy or idle. */
  busy(is: boolean): void;
  /** Terminates the worker. */
  end(): void;
}

/** Starts a worker, which calls the two functions with its results. */
export type Open = (heard: (answer: Answer) => void, failed: (why: string) => void) => Port;

interface Job {
  asked: Asked;
  resolve: (value: unknown) => void;
  reject: (why: unknown) => void;
  forget: () => void;
}

/** The calls of `asepsis` in a worker, as promises. A worker runs them one after the other. */
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

  /** Checks a text, or the files of one platform. Invalid input never rejects; it is in the report. */
  async check(inputs: Inputs, options?: Options, running?: Running): Promise<Report> {
    return JSON.parse(await this.checkJson(inputs, options, running)) as Report;
  }

  /** The report as JSON, with the same bytes as in every other language. */
  async checkJson(inputs: Inputs, options?: Options, running?: Running): Promise<string> {
    return this.#ask("checkListedJson", [listed(inputs), options], running);
  }

  /** The report as `text`, `json`, `sarif` or `markdown`. */
  async render(
    inputs: Inputs,
    format: Format,
    options?: Options,
    running?: Running,
  ): Promise<string> {
    return this.#ask("renderListed", [listed(inputs), format, options], running);
  }

  /**
   * What is checked, as YAML: built kustomizations and merged Compose projects in each environment, or the
   * manifests as they are written. Secrets are masked.
   */
  async renderYaml(
    inputs: Inputs,
    asked?: RenderOptions,
    options?: Options,
    running?: Running,
  ): Promise<Rendering> {
    return this.#ask("yamlListed", [listed(inputs), asked, options], running);
  }

  /**
   * Returns the texts with each secret replaced by `REDACTED`. A text whose secrets cannot be removed
   * reliably is refused, with the reason.
   */
  async redact(inputs: Inputs, running?: Running): Promise<Redacted[]> {
    return this.#ask("redactListed", [listed(inputs)], running);
  }

  /** Checks resources built in code; findings have a pointer but no line. */
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

  /** The declarations of all checks, by id. */
  async checks(running?: Running): Promise<Check[]> {
    return this.#ask("checks", [], running);
  }

  /** The checks with an id: the one with this id, or all with this id in another tool. */
  async explain(id: string, running?: Running): Promise<Check[]> {
    return this.#ask("explain", [id], running);
  }

  /** All frameworks whose controls can be reported. */
  async frameworks(running?: Running): Promise<Framework[]> {
    return this.#ask("frameworks", [], running);
  }

  /** What a file of this name may contain; `null` if such files are not read. */
  async recognise(name: string, running?: Running): Promise<Recognised | null> {
    return this.#ask("recognise", [name], running);
  }

  /** Whether the command reads a file with this path when it walks folders. */
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

  /** Panics, so that tests can check how an internal error is reported. @internal */
  async _fault(): Promise<void> {
    return this.#ask("_fault", [], undefined);
  }

  /** Terminates the worker; pending calls reject. The next call starts a new worker. */
  terminate(): void {
    this.#stop();
    const jobs = this.#running === undefined ? this.#waiting : [this.#running, ...this.#waiting];
    this.#running = undefined;
    this.#waiting = [];
    for (const job of jobs) {
      job.forget();
      job.reject(new DOMException("the worker was terminated", "AbortError"));
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
      // A value that cannot be posted is an error of the caller; the worker is still usable.
      this.#settle((job) => {
        job.reject(failure);
      });
    }
  }

  #start(): Port {
    // Late messages of a terminated worker are ignored.
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
