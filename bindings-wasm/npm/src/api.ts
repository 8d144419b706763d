/// <reference lib="esnext.disposable" preserve="true" />
import * as raw from "./asepsis_wasm.js";
import type { AsepsisError } from "./errors.js";
import { asked, current } from "./instance.js";
import {
  type Inputs,
  type Listed,
  bytes,
  isPlain,
  isWellFormed,
  listed,
  typeName,
} from "./inputs.js";
import { type Written, written } from "./resources.js";
import type { Check, Choices, Format, Framework, Position, Recognised, Report } from "./types.js";

/** What is asked for. What is left out stays as the policy has it, or as by default. */
export interface Options extends Choices {
  /**
   * The text of a policy, `asepsis.yaml`, or its members by their names; with the path beside the
   * text, faults are said with that.
   */
  policy?: string | { path: string; text: string } | Readonly<Record<string, unknown>>;
  /** What a single text is called in the report; a name like `compose.yaml` also says what it is. */
  name?: string;
  /**
   * The names of those files that are read for their values and never judged: a `.env` that is no
   * part of the repository.
   */
  context?: string | readonly string[];
  /**
   * The names of those files that a person named, one by one: failing to read such a file makes the
   * run incomplete, whatever is in it. Others were found, in a folder, say.
   */
  named?: string | readonly string[];
}

/** A text without its secrets, or why it cannot be had. */
export interface Redacted {
  /** The input's name. */
  path: string;
  /** The text without its secrets; left out where one of them cannot be taken out. */
  text?: string;
  /** What took the place of secrets, in the order of the text. */
  changes: {
    /** The line of the secret in the text that was given. */
    line: number;
    /** The key whose value it is or is a part of; left out in a comment. */
    key?: string;
    /** Where the word begins, in the text without secrets. */
    start: Position;
    /** One past the word's last character. */
    end: Position;
  }[];
  /** Why there is no text, and the line that it is about. */
  refused?: { line?: number; why: string };
}

/**
 * Judges inputs. Make one, use it often; it is freed with `free` or `using`, or when nobody holds it
 * any more.
 *
 * ```js
 * const checker = new Checker({ frameworks: ["hipaa"], fail_on: "high" });
 * const report = checker.check({ "deploy.yaml": text });
 * ```
 */
export class Checker {
  readonly #options: Options;
  #raw: raw.Checker | undefined;
  #generation: number;

  /** @throws {@link AsepsisError} for a name that nothing has, and for faults of the policy. */
  constructor(options: Options = {}) {
    this.#options = isPlain(options) ? { ...options } : options;
    this.#raw = made(this.#options);
    this.#generation = current();
  }

  /** Judges inputs. Bad input never throws: it is in the report. */
  check(inputs: Inputs): Report {
    return JSON.parse(this.checkJson(inputs)) as Report;
  }

  /** The very text of the report's JSON: the same in every language. */
  checkJson(inputs: Inputs): string {
    return this._listedJson(listed(inputs));
  }

  /** The report in a written form. */
  render(inputs: Inputs, format: Format): string {
    return this._renderListed(listed(inputs), format);
  }

  /**
   * The texts of inputs without their secrets, for others to read and to check: a word is in the place
   * of each, and keys, shapes and all other findings are the same. A text of which that is not certain
   * is refused, with the reason.
   */
  redact(inputs: Inputs): Redacted[] {
    return this._listedRedacted(listed(inputs));
  }

  /** Texts without their secrets, of inputs as they are posted. @internal */
  _listedRedacted(list: Listed): Redacted[] {
    const redact = (checker: raw.Checker, all: raw.Inputs) => checker.redact(all);
    return JSON.parse(this.#run(redact, (all) => add(all, list, this.#options))) as Redacted[];
  }

  /** The report's JSON of inputs as they are posted. @internal */
  _listedJson(list: Listed): string {
    return this.#run((checker, all) => checker.check(all), (all) => add(all, list, this.#options));
  }

  /** The report in a written form, of inputs as they are posted. @internal */
  _renderListed(list: Listed, format: Format): string {
    return this.#run(
      (checker, all) => checker.render(all, String(format)),
      (all) => add(all, list, this.#options),
    );
  }

  /**
   * Judges resources that were built in code: one object or several, also lists of Kubernetes.
   * Findings carry a pointer and no line.
   *
   * @throws {@link AsepsisError} for what JSON cannot hold.
   */
  checkResources(resources: object | readonly object[]): Report {
    return JSON.parse(this._resourcesJson(written(resources))) as Report;
  }

  /** The same, from JSON to JSON. @internal */
  _resourcesJson(resources: Written): string {
    return this.#run(
      (checker, all) => checker.check(all),
      (all) => {
        if ("wrong" in resources) raw.refuseResource(resources.wrong.is, resources.wrong.type);
        else if ("why" in resources) raw.refuseJson(resources.why);
        else all.resources(resources.json, this.#options.name);
      },
    );
  }

  /** The checks that run, by id. */
  get checks(): Check[] {
    return JSON.parse(asked(() => this.#held().checks())) as Check[];
  }

  /** Gives its memory back; it is of no use afterwards. */
  free(): void {
    if (this.#generation === current()) this.#raw?.free();
    this.#raw = undefined;
  }

  #run(ask: (checker: raw.Checker, all: raw.Inputs) => string, fill: (all: raw.Inputs) => void) {
    return asked(() => {
      const checker = this.#held();
      const all = new raw.Inputs();
      fill(all);
      return ask(checker, all);
    });
  }

  #held(): raw.Checker {
    if (this.#raw === undefined) throw new TypeError("the checker was freed");
    // What the instance before a fault had, is gone with it.
    if (this.#generation !== current()) {
      this.#raw = made(this.#options);
      this.#generation = current();
    }
    return this.#raw;
  }
}

export interface Checker {
  /** The same as {@link Checker.free}, for `using`. */
  [Symbol.dispose](): void;
}

// Older engines have no such symbol.
if (Symbol.dispose !== undefined) {
  Object.defineProperty(Checker.prototype, Symbol.dispose, { value: Checker.prototype.free });
}

function made(options: Options): raw.Checker {
  return asked(() => {
    if (!isPlain(options)) raw.refuseArgument("options", typeName(options));
    const { policy, name, context, named, ...choices } = options;
    if (name !== undefined && name !== null && typeof name !== "string") {
      raw.refuseArgument("name", typeName(name));
    }
    if (context != null && !isNames(context)) raw.refuseArgument("context", typeName(context));
    if (named != null && !isNames(named)) raw.refuseArgument("named", typeName(named));
    const { path, text } = policyOf(policy);
    if (text !== undefined && choices.no_config === true) {
      raw.refuseTwoPolicies("no_config", "policy");
    }
    return new raw.Checker(JSON.stringify(choices, said), text, path);
  });
}

/** The path and the text of a policy, whichever way it is handed over. */
function policyOf(policy: unknown): { path?: string; text?: string } {
  if (policy === undefined || policy === null) return {};
  if (typeof policy === "string") return { text: policy };
  if (!isPlain(policy)) raw.refuseArgument("policy", typeName(policy));
  const { path, text } = policy as { path?: unknown; text?: unknown };
  if (text === undefined) return { text: JSON.stringify(policy) };
  if (typeof text !== "string") raw.refuseArgument("policy", typeName(text));
  return typeof path === "string" ? { path, text: text as string } : { text: text as string };
}

/** Whether a value is one name or several. */
function isNames(value: unknown): boolean {
  const all: unknown = Array.isArray(value) ? value : [value];
  return (all as unknown[]).every((name) => typeof name === "string");
}

function namesOf(one: string | readonly string[]): string[] {
  return typeof one === "string" ? [one] : [...one];
}

/** What JSON would leave out or take for nothing: the library has to see that it was there. */
function said(_: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") return {};
  if (typeof value === "bigint") return value.toString();
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function add(all: raw.Inputs, list: Listed, options: Options): void {
  if ("wrong" in list) {
    raw.refuseText(list.wrong.is, list.wrong.type, list.wrong.names);
  } else if ("text" in list) {
    all.text(bytes(list.text), options.name);
  } else {
    for (const [name, content] of list.files) all.file(name, bytes(content), !isWellFormed(name));
    all.refuseResource();
  }
  const { context, named } = options;
  if (context != null) all.context(namesOf(context));
  if (named != null) all.named(namesOf(named));
}

function once<T>(options: Options | undefined, use: (checker: Checker) => T): T {
  const checker = new Checker(options);
  try {
    return use(checker);
  } finally {
    checker.free();
  }
}

/**
 * Judges a text, or the files of one platform.
 *
 * ```js
 * const report = check({ "deploy.yaml": text });
 * for (const { check, message, location } of report.findings) {
 *   console.log(location?.path, location?.start?.line, check, message);
 * }
 * ```
 *
 * @throws {@link AsepsisError} for a name that nothing has, and for a file in `context` or `named` that is not
 * among the inputs. Bad input never throws.
 */
export function check(inputs: Inputs, options?: Options): Report {
  return once(options, (checker) => checker.check(inputs));
}

/** The very text of the report's JSON: the same in every language. */
export function checkJson(inputs: Inputs, options?: Options): string {
  return once(options, (checker) => checker.checkJson(inputs));
}

/** The report in a written form: `text`, `json`, `sarif` or `markdown`. */
export function render(inputs: Inputs, format: Format, options?: Options): string {
  return once(options, (checker) => checker.render(inputs, format));
}

/** Judges resources that were built in code; findings carry a pointer and no line. */
export function checkResources(resources: object | readonly object[], options?: Options): Report {
  return once(options, (checker) => checker.checkResources(resources));
}

/** Judges resources as they were posted to a worker. @internal */
export function checkResourcesJson(resources: Written, options?: Options): string {
  return once(options, (checker) => checker._resourcesJson(resources));
}

/** All checks as they are declared, by id. */
export function checks(): Check[] {
  return once(undefined, (checker) => checker.checks);
}

/**
 * The checks that an id means: the one that has it, or all that another tool calls so.
 *
 * @throws {@link AsepsisError} when nothing is called so.
 */
export function explain(id: string): Check[] {
  const ask = () => {
    if (typeof id !== "string") raw.refuseArgument("id", typeName(id));
    return raw.explain(id);
  };
  return JSON.parse(asked(ask)) as Check[];
}

/** All frameworks whose controls a report can list. */
export function frameworks(): Framework[] {
  return JSON.parse(asked(raw.frameworks)) as Framework[];
}

/** What a file of this name can be; `null` where no reader takes such files. */
export function recognise(name: string): Recognised | null {
  return JSON.parse(asked(() => raw.recognise(name))) as Recognised | null;
}

/**
 * Whether the command reads a file when it walks the folder below which the file has this path: a
 * reader takes files of its name, and no folder on the way is one of vendored files or Git's own.
 */
export function isReadable(path: string): boolean {
  return asked(() => raw.isReadable(path));
}

/** The JSON Schema of the policy file. */
export function policySchema(): object {
  return JSON.parse(asked(raw.policySchema)) as object;
}

/** The JSON Schema of the report. */
export function reportSchema(): object {
  return JSON.parse(asked(raw.reportSchema)) as object;
}

/** The very text of the report's JSON, for inputs as they were posted to a worker. @internal */
export function checkListedJson(list: Listed, options?: Options): string {
  return once(options, (checker) => checker._listedJson(list));
}

/** Texts without their secrets, for inputs as they were posted to a worker. @internal */
export function redactListed(list: Listed): Redacted[] {
  return once(undefined, (checker) => checker._listedRedacted(list));
}

/** The report in a written form, for inputs as they were posted to a worker. @internal */
export function renderListed(list: Listed, format: Format, options?: Options): string {
  return once(options, (checker) => checker._renderListed(list, format));
}

/** Fails as a fault of the library would, so that a test sees what a caller sees. @internal */
export function _fault(): void {
  asked(raw._fault);
}
