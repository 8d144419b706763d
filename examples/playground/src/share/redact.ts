/** Texts without their secrets, as returned or refused by the library. */
import type { Redacted } from "asepsis";
import type { Client } from "asepsis/worker";

import { lineStarts, offsetInText } from "../editor/places";
import type { Files } from "../state/state";

/** The replacement of a secret. */
export interface Change {
  /** The line of the secret in the original text. */
  line: number;
  /** The key of the value, or `comment`. */
  key: string;
  /** The range of the replacement in the shared text. */
  from: number;
  to: number;
}

export interface SharedFile {
  name: string;
  /** The shared text; `null` if a secret may be left in it. */
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
    const { line, why = "its secrets are unknown" } = answer?.refused ?? {};
    return { name, text: null, changes: [], refused: line ? `line ${line}: ${why}` : why };
  }
  const starts = lineStarts(text);
  const changes = answer.changes.map(({ line, key, start, end }) => ({
    line,
    key: key ?? "comment",
    from: offsetInText(text, starts, start),
    to: offsetInText(text, starts, end),
  }));
  return { name, text, changes };
}
