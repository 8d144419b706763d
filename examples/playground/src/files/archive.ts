/** Reads the files of a chart archive, to show them; the library reads the archive itself. */
import { Gunzip } from "fflate";

/** Limits for what is shown; a chart is smaller. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_FILES = 2_000;
/** The number of bytes that are unpacked before the limit is checked. */
const PIECE = 16 * 1024;

/** The length of a header and of the units that a file is padded to. */
const BLOCK = 512;

export function isArchive(name: string): boolean {
  return name.endsWith(".tgz");
}

/**
 * The files of an archive by their names; empty if it cannot be read. The report says what is wrong with an
 * archive, so that nothing is said here.
 */
export function filesIn(archive: Uint8Array): Map<string, Uint8Array> {
  try {
    return untarred(gunzipped(archive));
  } catch {
    return new Map();
  }
}

function gunzipped(archive: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const gunzip = new Gunzip((piece) => {
    size += piece.length;
    if (size > MOST_BYTES) throw new Error("too large");
    pieces.push(piece);
  });
  for (let at = 0; at < archive.length; at += PIECE) {
    gunzip.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Regular files; links, devices and names outside of the archive are left out. */
function untarred(tar: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  /** The name of the next file, if it is too long for a header. */
  let long: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && files.size < MOST_FILES; ) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = Number.parseInt(text(header, 124, 12).trim() || "0", 8);
    if (!(size >= 0)) break;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = text(header, 156, 1);
    if (type === "L") long = text(content, 0, size);
    else if (type === "x") long = pathIn(content) ?? long;
    else {
      const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
      const short = text(header, 0, 100);
      const name = (long ?? (prefix ? `${prefix}/${short}` : short)).replace(/^(\.\/)+/, "");
      long = undefined;
      const isInside = !name.startsWith("/") && !name.split("/").includes("..");
      if ((type === "0" || type === "") && name !== "" && isInside) files.set(name, content);
    }
  }
  return files;
}

/** The text of a field, which ends with a zero. */
function text(bytes: Uint8Array, from: number, length: number): string {
  const [field = ""] = new TextDecoder().decode(bytes.subarray(from, from + length)).split("\0");
  return field;
}

/** The path in an extended header, whose records are `LENGTH KEY=VALUE`. */
function pathIn(content: Uint8Array): string | undefined {
  const records = new TextDecoder().decode(content).split("\n");
  return records.map((record) => /^\d+ path=(.*)$/.exec(record)?.[1]).find((path) => path);
}
