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
import type {
  Check,
  Choices,
  Format,
  Framework,
  InputSummary,
  Location,
  Position,
  Recognised,
  RelatedLocation,
  Report,
} from "./types.js";

/** Options. They override the policy; for an omitted option the policy or the default applies. */
export interface Options extends Choices {
  /**
   * The policy: the text of an `asepsis.yaml`, or its members as an object. With a path and a text,
   * errors are reported under the path.
   */
  policy?: string | { path: string; text: string } | Readonly<Record<string, unknown>>;
  /** The name of a single text in the report; a name such as `compose.yaml` also selects the format. */
  name?: string;
  /**
   * Names of files that are read for their values but not checked, such as a `.env` that is not in the
   * repository.
   */
  context?: string | readonly string[];
  /**
   * Names of files that the user named explicitly: the run is incomplete if one of them cannot be read or
   * parsed. Other files were found, for example in a folder.
   */
  named?: string | readonly string[];
  /**
   * How much the report says about the checks that ran: nothing (`checks` is empty), their ids,
   * severities and counts, or everything, which is most of a small report. Default: `full`.
   */
  catalogue?: "none" | "ids" | "full";
}

/** A text without its secrets, or the reason why it was refused. */
export interface Redacted {
  /** The input's name. */
  path: string;
  /** The redacted text; omitted if a secret cannot be removed reliably. */
  text?: string;
  /** The replacements, in the order of the text. */
  changes: {
    /** The line of the secret in the original text. */
    line: number;
    /** The key of the value; omitted in a comment. */
    key?: string;
    /** The start of the replacement in the redacted text. */
    start: Position;
    /** The end: one past the last character of the replacement. */
    end: Position;
  }[];
  /** Why the text was refused, and the line of the cause. */
  refused?: { line?: number; why: string };
}

/** How what is checked is rendered. */
export interface RenderOptions {
  /** The environment to render. Default: all. */
  environment?: string;
  /**
   * Whether a comment after each value names the file and line where it was written, and `origins` of each
   * environment is filled. Default: `false`.
   */
  origins?: boolean;
  /**
   * Whether secrets are written as they are. Default: `false`, they are masked as in reports. Do not log
   * or store the result then.
   */
  show_secrets?: boolean;
  /**
   * Names of files with values for charts; the last one wins. With these, or with `set`, charts are rendered
   * only for them and not for the environments of their values files. Default: none.
   */
  values?: string | readonly string[];
  /** Values for charts over those of files, as `helm --set` takes them: `image.tag=1.2`. Default: none. */
  set?: string | readonly string[];
  /** Name of the release of charts. Default: that of the policy, or the name of the chart. */
  release?: string;
  /** Namespace of the release. Default: that of the policy, or `default`. */
  namespace?: string;
  /**
   * API versions of the cluster besides those of the policy and those that Helm assumes:
   * `monitoring.coreos.com/v1`. Default: none.
   */
  api_versions?: string | readonly string[];
}

/** Where a value of a rendered text was written. */
export interface RenderedOrigin {
  /**
   * The line of the rendered text on which the value begins, from 1. A mapping or a list begins on the line
   * of its key or dash.
   */
  line: number;
  /** The place that decides the value. For a mapping or a list, the place of a finding about a field that it lacks. */
  location: Location;
  /**
   * The other places that contribute to it: the expressions that wrote it, the values that they read, and
   * conditions.
   */
  related?: RelatedLocation[];
}

/** What is checked, as YAML. */
export interface Rendering {
  /** The whole output: the environments one after the other, each below a comment with its name. */
  text: string;
  /** Each environment, sorted by name; first, without a name, what is in none. */
  environments: {
    /** Its name; omitted for what is applied apart from named environments. */
    name?: string;
    /** Its documents in the order in which they are built, each after `---`. */
    text: string;
    /** Where its values were written, in the order of their lines; omitted unless origins are asked for. */
    origins?: RenderedOrigin[];
  }[];
  /** The inputs that have problems, as in a report: their objects may be missing. */
  problems: InputSummary[];
  /** Whether there is something to render and every input was read in full. */
  is_complete: boolean;
  /** Whether secrets are masked, so that the output cannot be applied. */
  has_masked: boolean;
  /** Whether values could not be resolved, so that the output cannot be applied. */
  has_unresolved: boolean;
}

/**
 * Checks inputs. Create one and reuse it; its memory is freed by `free` or `using`, or when it is
 * garbage-collected.
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

  /** @throws {@link AsepsisError} for an unknown name and for errors in the policy. */
  constructor(options: Options = {}) {
    this.#options = isPlain(options) ? { ...options } : options;
    this.#raw = made(this.#options);
    this.#generation = current();
  }

  /** Checks inputs. Invalid input never throws; it is in the report. */
  check(inputs: Inputs): Report {
    return JSON.parse(this.checkJson(inputs)) as Report;
  }

  /** The report as JSON, with the same bytes as in every other language. */
  checkJson(inputs: Inputs): string {
    return this._listedJson(listed(inputs));
  }

  /** The report in another format. */
  render(inputs: Inputs, format: Format): string {
    return this._renderListed(listed(inputs), format);
  }

  /**
   * Returns what is checked, as YAML: the objects that kustomizations build and the projects that Compose
   * files make, in each environment. Without any of these, the manifests as they are written. Secrets are
   * masked. Invalid input never throws; it is in `problems`.
   *
   * @throws {@link AsepsisError} for an unknown environment or file of values.
   */
  renderYaml(inputs: Inputs, asked?: RenderOptions): Rendering {
    return this._listedYaml(listed(inputs), asked);
  }

  /** What is checked as YAML, for posted inputs. @internal */
  _listedYaml(list: Listed, asked: RenderOptions = {}): Rendering {
    const render = (checker: raw.Checker, all: raw.Inputs) => {
      if (!isPlain(asked)) raw.refuseArgument("options", typeName(asked));
      return checker.renderYaml(
        all,
        oneName("environment", asked.environment),
        asked.origins === true,
        asked.show_secrets === true,
        oneName("release", asked.release),
        oneName("namespace", asked.namespace),
        allNames("values", asked.values),
        allNames("set", asked.set),
        allNames("api_versions", asked.api_versions),
      );
    };
    return JSON.parse(this.#run(render, (all) => add(all, list, this.#options))) as Rendering;
  }

  /**
   * Returns the texts with each secret replaced by `REDACTED`, so that they can be shared and checked
   * again: keys, structure and all other findings stay the same. A text whose secrets cannot be removed
   * reliably is refused, with the reason.
   */
  redact(inputs: Inputs): Redacted[] {
    return this._listedRedacted(listed(inputs));
  }

  /** Redacted texts, for posted inputs. @internal */
  _listedRedacted(list: Listed): Redacted[] {
    const redact = (checker: raw.Checker, all: raw.Inputs) => checker.redact(all);
    return JSON.parse(this.#run(redact, (all) => add(all, list, this.#options))) as Redacted[];
  }

  /** The report as JSON, for posted inputs. @internal */
  _listedJson(list: Listed): string {
    return this.#run((checker, all) => checker.check(all), (all) => add(all, list, this.#options));
  }

  /** The report in another format, for posted inputs. @internal */
  _renderListed(list: Listed, format: Format): string {
    return this.#run(
      (checker, all) => checker.render(all, String(format)),
      (all) => add(all, list, this.#options),
    );
  }

  /**
   * Checks resources built in code: one object or several, including Kubernetes lists. Findings have a
   * pointer but no line.
   *
   * @throws {@link AsepsisError} for values that cannot be represented in JSON.
   */
  checkResources(resources: object | readonly object[]): Report {
    return JSON.parse(this._resourcesJson(written(resources))) as Report;
  }

  /** The same, with JSON as input and output. @internal */
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

  /** Frees its memory; the checker cannot be used afterwards. */
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
    // After an internal error there is a new instance without the old checkers.
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
    const { policy, name, context, named, catalogue, ...choices } = options;
    if (name !== undefined && name !== null && typeof name !== "string") {
      raw.refuseArgument("name", typeName(name));
    }
    if (context != null && !isNames(context)) raw.refuseArgument("context", typeName(context));
    if (named != null && !isNames(named)) raw.refuseArgument("named", typeName(named));
    const { path, text } = policyOf(policy);
    if (text !== undefined && choices.no_config === true) {
      raw.refuseTwoPolicies("no_config", "policy");
    }
    const ofChecks = catalogue == null ? undefined : String(catalogue);
    return new raw.Checker(JSON.stringify(choices, said), text, path, ofChecks);
  });
}

/** The path and the text of a policy, in any of its forms. */
function policyOf(policy: unknown): { path?: string; text?: string } {
  if (policy === undefined || policy === null) return {};
  if (typeof policy === "string") return { text: policy };
  if (!isPlain(policy)) raw.refuseArgument("policy", typeName(policy));
  const { path, text } = policy as { path?: unknown; text?: unknown };
  if (text === undefined) return { text: JSON.stringify(policy) };
  if (typeof text !== "string") raw.refuseArgument("policy", typeName(text));
  return typeof path === "string" ? { path, text: text as string } : { text: text as string };
}

/** A name among the options of a rendering. */
function oneName(option: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") raw.refuseArgument(option, typeName(value));
  return value as string;
}

/** One name or several among the options of a rendering. */
function allNames(option: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!isNames(value)) raw.refuseArgument(option, typeName(value));
  return ([] as string[]).concat(value as string | string[]);
}

/** Whether a value is one name or several. */
function isNames(value: unknown): boolean {
  const all: unknown = Array.isArray(value) ? value : [value];
  return (all as unknown[]).every((name) => typeof name === "string");
}

function namesOf(one: string | readonly string[]): string[] {
  return typeof one === "string" ? [one] : [...one];
}

/** Replaces values that JSON would omit or turn into null, so that the library can refuse them. */
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
 * @throws {@link AsepsisError} for an unknown name, and for a file in `context` or `named` that is not
 * among the inputs. Bad input never throws.
 */
export function check(inputs: Inputs, options?: Options): Report {
  return once(options, (checker) => checker.check(inputs));
}

/** The report as JSON, with the same bytes as in every other language. */
export function checkJson(inputs: Inputs, options?: Options): string {
  return once(options, (checker) => checker.checkJson(inputs));
}

/** The report as `text`, `json`, `sarif` or `markdown`. */
export function render(inputs: Inputs, format: Format, options?: Options): string {
  return once(options, (checker) => checker.render(inputs, format));
}

/**
 * What is checked, as YAML: the objects that kustomizations build and the projects that Compose files make,
 * in each environment. Without any of these, the manifests as they are written. Secrets are masked.
 *
 * ```js
 * const { text: yaml, problems } = renderYaml(files, { origins: true });
 * ```
 *
 * @throws {@link AsepsisError} for an unknown environment, and as {@link check}.
 */
export function renderYaml(inputs: Inputs, asked?: RenderOptions, options?: Options): Rendering {
  return once(options, (checker) => checker.renderYaml(inputs, asked));
}

/** Checks resources built in code; findings have a pointer but no line. */
export function checkResources(resources: object | readonly object[], options?: Options): Report {
  return once(options, (checker) => checker.checkResources(resources));
}

/** Checks posted resources. @internal */
export function checkResourcesJson(resources: Written, options?: Options): string {
  return once(options, (checker) => checker._resourcesJson(resources));
}

/** The declarations of all checks, by id. */
export function checks(): Check[] {
  return once(undefined, (checker) => checker.checks);
}

/**
 * The checks with an id: the one with this id, or all with this id in another tool.
 *
 * @throws {@link AsepsisError} for an unknown id.
 */
export function explain(id: string): Check[] {
  const ask = () => {
    if (typeof id !== "string") raw.refuseArgument("id", typeName(id));
    return raw.explain(id);
  };
  return JSON.parse(asked(ask)) as Check[];
}

/** All frameworks whose controls can be reported. */
export function frameworks(): Framework[] {
  return JSON.parse(asked(raw.frameworks)) as Framework[];
}

/** What a file of this name may contain; `null` if such files are not read. */
export function recognise(name: string): Recognised | null {
  return JSON.parse(asked(() => raw.recognise(name))) as Recognised | null;
}

/**
 * Whether the command reads a file with this path, relative to a walked folder: files of its name are
 * read, and no parent folder is vendored or `.git`.
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

/** The report as JSON, for posted inputs. @internal */
export function checkListedJson(list: Listed, options?: Options): string {
  return once(options, (checker) => checker._listedJson(list));
}

/** Redacted texts, for posted inputs. @internal */
export function redactListed(list: Listed): Redacted[] {
  return once(undefined, (checker) => checker._listedRedacted(list));
}

/** What is checked as YAML, for posted inputs. @internal */
export function yamlListed(list: Listed, asked?: RenderOptions, options?: Options): Rendering {
  return once(options, (checker) => checker._listedYaml(list, asked));
}

/** The report in another format, for posted inputs. @internal */
export function renderListed(list: Listed, format: Format, options?: Options): string {
  return once(options, (checker) => checker._renderListed(list, format));
}

/** Panics, so that tests can check how an internal error is reported. @internal */
export function _fault(): void {
  asked(raw._fault);
}
