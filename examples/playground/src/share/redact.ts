/** Texts without their secrets, as the library gives or refuses them. */
import type { Redacted } from "asepsis";
import type { Client } from "asepsis/worker";

import { lineStarts, offsetInText } from "../editor/places";
import type { Files } from "../state/state";

/** A word in the place of a secret. */
export interface Change {
  /** The line of the secret in the text as it is here. */
  line: number;
  /** What it is the value of; a comment has no key. */
  key: string;
  /** Where the word is in the text that is shared. */
  from: number;
  to: number;
}

export interface SharedFile {
  name: string;
  /** What is shared; nothing where a secret may be left in it. */
  text: string | null;
  changes: readonly Change[];
  /** Why it is not shared. */
  refused?: string;
}

export async function redacted(files: Files, client: Client): Promise<SharedFile[]> {
  const answers = new Map((await client.redact(files)).map((answer) => [answer.path, answer]));
  return [...files.keys()].map((name) => shared(name, answers.get(name)));
}

function shared(name: string, answer: Redacted | undefined): SharedFile {
  const text = answer?.text;
  if (answer === undefined || text === undefined) {
    const { line, why = "its secrets are not known" } = answer?.refused ?? {};
    return { name, text: null, changes: [], refused: line ? `line ${line}: ${why}` : why };
  }
  const starts = lineStarts(text);
  const changes = answer.changes.map(({ line, key, start, end }) => ({
    line,
    key: key ?? "a comment",
    from: offsetInText(text, starts, start),
    to: offsetInText(text, starts, end),
  }));
  return { name, text, changes };
}
