/** The content of a file: text, or its bytes. */
export type Content = string | Uint8Array | ArrayBuffer;

/**
 * The input: a single text, or the files of one platform by name, as an object, a `Map` or any other
 * iterable of pairs. Names use `/` as separator, and select the format of a file.
 */
export type Inputs =
  | Content
  | Readonly<Record<string, string | Uint8Array>>
  | Iterable<readonly [name: string, content: Content]>;

/** A value that cannot be checked: its category and its type. */
export interface Wrong {
  is: "promise" | "unread" | "address" | "unnamed" | "text" | "other";
  type: string;
  /** The names of its members, which may be those of a resource. */
  names: string[];
}

/** Inputs as data that can be posted to a worker; the library makes the error for an invalid value. */
export type Listed = { text: Content } | { files: [name: string, content: Content][] } | { wrong: Wrong };

const encoder = new TextEncoder();

/** Lists inputs, iterating over them once. */
export function listed(inputs: Inputs): Listed {
  if (isContent(inputs)) return { text: inputs };
  if (!isIterable(inputs) && !isPlain(inputs)) return { wrong: wrong(inputs) };
  const pairs: Iterable<unknown> = isIterable(inputs) ? inputs : Object.entries(inputs);
  const files: [string, Content][] = [];
  for (const pair of pairs) {
    // A string of two letters is iterable, but is not a pair.
    if (!Array.isArray(pair) || pair.length !== 2) return { wrong: unpaired(pair, inputs) };
    const [name, content] = pair as [unknown, unknown];
    if (typeof name !== "string") return { wrong: { is: "unnamed", type: typeName(name), names: [] } };
    if (!isContent(content)) {
      const names = [...members(inputs), ...members(content)];
      return { wrong: { ...wrong(content), names } };
    }
    files.push([name, content]);
  }
  return { files };
}

/** Describes a value that is neither a text nor files. */
export function wrong(value: unknown): Wrong {
  return { is: kind(value), type: typeName(value), names: members(value) };
}

function kind(value: unknown): Wrong["is"] {
  if (typeof value === "string") return "text";
  if (typeof value !== "object" || value === null) return "other";
  if ("then" in value && typeof value.then === "function") return "promise";
  if ("arrayBuffer" in value || "getReader" in value || "pipe" in value) return "unread";
  return value instanceof URL ? "address" : "other";
}

/** Describes an item of a list that is not a pair. */
function unpaired(value: unknown, inputs: unknown): Wrong {
  const is = kind(value);
  const isUnnamed = is === "text" || Array.isArray(value);
  return { is: isUnnamed ? "unnamed" : is, type: typeName(inputs), names: members(value) };
}

function members(value: unknown): string[] {
  return isPlain(value) ? Object.keys(value) : [];
}

/** Whether a value is a plain object, also of another realm. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const above = Object.getPrototypeOf(value) as object | null;
  return above === null || Object.getPrototypeOf(above) === null;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** The name of a type: `Promise`, `URL`, `number`. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  return (value.constructor as { name?: string } | undefined)?.name ?? "object";
}

/** The bytes of a content. A lone surrogate is kept, so that the report contains its location. */
export function bytes(content: Content): Uint8Array {
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (typeof content !== "string") return content;
  return isWellFormed(content) ? encoder.encode(content) : encodeHalves(content);
}

/** Whether a text contains no lone surrogate. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function encodeHalves(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) {
      bytes.push(0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    } else {
      bytes.push(...encoder.encode(character));
    }
  }
  return Uint8Array.from(bytes);
}

function isContent(value: unknown): value is Content {
  return typeof value === "string" || value instanceof Uint8Array || value instanceof ArrayBuffer;
}
