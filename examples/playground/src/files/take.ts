/** Reads dropped or chosen files, folders and archives. */
import { Unzip, UnzipInflate } from "fflate";
import type { Client } from "asepsis/worker";

import { POLICY_NAME } from "../library";
import { decoded, type Content } from "../state/state";

import { isArchive } from "./archive";

/** Limits for the memory of a browser tab; exceeding them is reported. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 5_000;
/** The number of bytes of an archive that are unpacked without a pause. */
const PIECE = 32 * 1024;
/** Folders with vendored or generated content. */
const VENDORED = new Set(["node_modules", ".git", ".terraform", "vendor", "target"]);

/** An archive in the `charts` folder of a chart. */
const DEPENDENCY = /(?:^|\/)charts\/[^/]*$/;

export interface Taken {
  files: Map<string, Content>;
  /** The files that were added one by one, and not in a folder or an archive. */
  named: ReadonlySet<string>;
  leftOut: string[];
  /** Messages about files that could not be read. */
  faults: string[];
}

interface Found {
  name: string;
  /** Whether it was added by itself. */
  isNamed: boolean;
  bytes(): Promise<Uint8Array>;
}

export async function takeDropped(transfer: DataTransfer, client: Client): Promise<Taken> {
  // Entries must be read before the first `await`, after which they are no longer available.
  const dropped = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found: Found[] = [];
  for (const { entry, file } of dropped) {
    if (entry?.isDirectory) await walk(entry, found);
    else if (file) found.push(asFound(file));
  }
  return take(found, client);
}

export function takeChosen(chosen: FileList, client: Client): Promise<Taken> {
  return take([...chosen].map(asFound), client);
}

function asFound(file: File): Found {
  return {
    name: file.webkitRelativePath || file.name,
    isNamed: file.webkitRelativePath === "",
    bytes: async () => new Uint8Array(await file.arrayBuffer()),
  };
}

async function walk(top: FileSystemEntry, found: Found[]): Promise<void> {
  const left: FileSystemEntry[] = [top];
  for (let entry = left.pop(); entry && found.length <= MOST_FILES; entry = left.pop()) {
    if (entry.isDirectory) {
      if (!VENDORED.has(entry.name)) left.push(...(await children(entry as FileSystemDirectoryEntry)));
    } else {
      const file = await new Promise<File>((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
      found.push({ ...asFound(file), name: entry.fullPath.replace(/^\//, ""), isNamed: false });
    }
  }
}

/** Reads a folder in batches, until a batch is empty. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

async function take(found: readonly Found[], client: Client): Promise<Taken> {
  const named = new Set<string>();
  const taken: Taken = { files: new Map(), named, leftOut: [], faults: [] };
  let bytes = 0;
  const add = async (name: string, content: Uint8Array) => {
    bytes += content.length;
    if (bytes > MOST_BYTES || taken.files.size >= MOST_FILES) taken.leftOut.push(name);
    else if (isArchive(name)) {
      // As the command: archives in a folder are earlier releases, unless they are dependencies.
      if (named.has(name) || DEPENDENCY.test(name)) taken.files.set(name, content);
      else taken.leftOut.push(name);
    } else if (name === POLICY_NAME || named.has(name) || (await client.isReadable(name))) {
      taken.files.set(name, decoded(content));
    } else taken.leftOut.push(name);
  };
  for (const each of found) {
    try {
      if (each.name.endsWith(".zip")) await unpack(await each.bytes(), add);
      else {
        if (each.isNamed) named.add(each.name);
        await add(each.name, await each.bytes());
      }
    } catch (error) {
      taken.faults.push(`cannot read ${each.name}: ${String(error)}`);
    }
  }
  if (bytes > MOST_BYTES) taken.faults.push("limit of 64 MiB exceeded; the rest was left out");
  if (taken.files.size >= MOST_FILES) taken.faults.push("limit of 5,000 files exceeded; the rest was left out");
  return { ...taken, files: withoutTop(taken.files) };
}

/** Unpacks in chunks, so that the page stays responsive. */
async function unpack(
  archive: Uint8Array,
  add: (name: string, content: Uint8Array) => Promise<void>,
): Promise<void> {
  const done: { name: string; content: Uint8Array }[] = [];
  let held = 0;
  const unzip = new Unzip((entry) => {
    if (entry.name.endsWith("/") || entry.name.split("/").some((part) => VENDORED.has(part))) return;
    const pieces: Uint8Array[] = [];
    entry.ondata = (error, piece, isLast) => {
      if (error) throw error;
      held += piece.length;
      if (held > MOST_BYTES) throw new Error("unpacked size exceeds 64 MiB");
      pieces.push(piece);
      if (isLast) done.push({ name: entry.name, content: joined(pieces) });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < archive.length || at === 0; at += PIECE) {
    unzip.push(archive.subarray(at, at + PIECE), at + PIECE >= archive.length);
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (done.length === 0) throw new Error("empty, or not a zip archive");
  for (const { name, content } of done) await add(name, content);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Removes the top folder if all files are in it. */
function withoutTop(files: Map<string, Content>): Map<string, Content> {
  const names = [...files.keys()];
  const top = names[0]?.split("/")[0];
  const isShared = top !== undefined && names.every((name) => name.startsWith(`${top}/`));
  if (!isShared) return files;
  return new Map([...files].map(([name, content]) => [name.slice(top.length + 1), content]));
}
