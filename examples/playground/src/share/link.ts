/** A platform in the fragment of a link, which is not sent to a server. */
import type { Choices } from "../library";

export interface Shared {
  files: Record<string, string>;
  choices: Choices;
  open?: string;
}

/** Changes with the format of the content. */
const PREFIX = "#share=1.";
/** Browsers accept longer links; mail and chat often do not. */
export const LONG_LINK = 32_000;

export async function linkTo(shared: Shared): Promise<string> {
  const bytes = await through(
    new TextEncoder().encode(JSON.stringify(shared)),
    new CompressionStream("deflate-raw"),
  );
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const written = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${location.href.split("#")[0]}${PREFIX}${written}`;
}

/** The content of a link; `null` for any other fragment. */
export async function sharedBy(fragment: string): Promise<Shared | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  const written = fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(written), (character) => character.charCodeAt(0));
  const text = await through(bytes, new DecompressionStream("deflate-raw"));
  const shared: unknown = JSON.parse(new TextDecoder().decode(text));
  if (!isShared(shared)) throw new Error("the link contains no files");
  return shared;
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== "object" || value === null) return false;
  const { files, choices } = value as Partial<Record<keyof Shared, unknown>>;
  if (typeof files !== "object" || files === null) return false;
  const texts: unknown[] = Object.values(files);
  return texts.every((text) => typeof text === "string") && typeof choices === "object";
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
