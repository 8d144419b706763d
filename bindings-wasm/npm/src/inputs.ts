/** The content of a file: text, or its bytes as they are on the disk. */
export type Content = string | Uint8Array | ArrayBuffer;

/**
 * What is judged: a single text, or the files of one platform by their names, as an object, a `Map`
 * or any other iterable of pairs. Names have `/` between folders, and say what a file can be.
 */
export type Inputs =
  | Content
  | Readonly<Record<string, string | Uint8Array>>
  | Iterable<readonly [name: string, content: Content]>;

/** Inputs as data that can be posted to a worker. */
export type Listed = { text: Content } | { files: [name: string, content: Content][] };

const encoder = new TextEncoder();

/** Goes through inputs once, whatever they are. */
export function listed(inputs: Inputs): Listed {
  if (isContent(inputs)) return { text: inputs };
  if (typeof inputs !== "object" || inputs === null) throw wrongType(inputs);
  const entries =
    Symbol.iterator in inputs
      ? (inputs as Iterable<readonly [string, Content]>)
      : Object.entries(inputs as Record<string, Content>);
  const files: [string, Content][] = [];
  for (const [name, content] of entries) {
    if (typeof name !== "string") throw wrongType(name);
    if (!isContent(content)) throw wrongType(content);
    files.push([name, content]);
  }
  return { files };
}

/** The bytes of a content. Half of a pair of surrogates is kept, so that the report says where. */
export function bytes(content: Content): Uint8Array {
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (typeof content !== "string") return content;
  return isWellFormed(content) ? encoder.encode(content) : encodeHalves(content);
}

/** Whether each surrogate is half of a pair. */
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

function wrongType(value: unknown): TypeError {
  const name = value === null ? "null" : typeof value;
  return new TypeError(
    `expected a text, its bytes, or names with their texts or bytes, not ${name}`,
  );
}
