/** The dialog that shows the content of a link before it is copied. */
import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { LONG_LINK, linkTo } from "../share/link";
import { redacted, type SharedFile } from "../share/redact";
import { client } from "../state/client";
import { choices, files, say, openName } from "../state/state";

import { Dialog } from "./dialog";
import { count } from "./prose";

/** Whether a file can be in the link. */
function isShared(file: SharedFile): boolean {
  return file.text !== null;
}

/** How a file is shared, in one line. */
function about(file: SharedFile): string {
  if (file.refused !== undefined) return `left out: ${file.refused}`;
  return file.changes.length > 0 ? `${count(file.changes.length, "value")} redacted` : "unchanged";
}

/** The text of a file with the replacements marked. */
function pieces({ text, changes }: SharedFile): ComponentChildren[] {
  const all: ComponentChildren[] = [];
  let at = 0;
  for (const { from, to } of changes) {
    all.push(text?.slice(at, from), <mark key={from}>{text?.slice(from, to)}</mark>);
    at = to;
  }
  return [...all, text?.slice(at)];
}

export function ShareDialog() {
  const shared = useSignal<readonly SharedFile[] | null>(null);
  const left = useSignal<ReadonlySet<string>>(new Set());
  const shown = useSignal<string | null>(null);
  const link = useSignal("");
  const fault = useSignal("");

  useEffect(() => {
    redacted(files.value, client).then(
      (all) => {
        shared.value = all;
        const first = all.find((file) => file.name === openName.value) ?? all[0];
        shown.value = first?.name ?? null;
      },
      (error: unknown) => (fault.value = String(error)),
    );
  }, []);
  const kept = shared.value?.filter((file) => isShared(file) && !left.value.has(file.name)) ?? [];
  // No link until it is made for the current selection: an older one may contain deselected files.
  useLayoutEffect(() => {
    link.value = "";
    if (shared.value === null) return undefined;
    let isWanted = true;
    const texts = Object.fromEntries(kept.map(({ name, text }) => [name, text ?? ""]));
    const open = openName.value !== null && openName.value in texts ? openName.value : undefined;
    linkTo({ files: texts, choices: choices.value, ...(open ? { open } : {}) }).then((made) => {
      if (isWanted) link.value = made;
    });
    return () => {
      isWanted = false;
    };
  }, [shared.value, left.value]);

  // Scroll to the first replacement.
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    box.current?.querySelector("mark")?.scrollIntoView({ block: "center" });
  }, [shown.value, shared.value]);

  const secrets = kept.reduce((sum, file) => sum + file.changes.length, 0);
  const preview = shared.value?.find((file) => file.name === shown.value);
  const toggle = (name: string) => {
    const next = new Set(left.value);
    if (!next.delete(name)) next.add(name);
    left.value = next;
  };
  return (
    <Dialog title="Share">
      <p class="dialog-about">
        The link contains the files after <code>#</code>, which browsers do not send to a server. Anyone with
        the link can read them. {secrets > 0 ? `${count(secrets, "secret value")} redacted.` : null}
      </p>
      {fault.value ? <p role="alert">{fault.value}</p> : null}
      <div class="share">
        <ul class="share-files" aria-label="files in the link">
          {shared.value?.map((file) => (
            <li key={file.name} class={file.name === shown.value ? "is-shown" : ""}>
              <input
                type="checkbox"
                aria-label={`share ${file.name}`}
                checked={isShared(file) && !left.value.has(file.name)}
                disabled={!isShared(file)}
                onChange={() => toggle(file.name)}
              />
              <button type="button" class="share-name" onClick={() => (shown.value = file.name)}>
                <span>{file.name}</span>
                <span class="muted small">{about(file)}</span>
              </button>
            </li>
          ))}
        </ul>
        <div class="share-shown">
          {preview !== undefined && preview.changes.length > 0 ? (
            <ul class="share-changes" aria-label={`redactions in ${preview.name}`} tabIndex={0}>
              {preview.changes.map((change) => (
                <li key={change.from}>
                  <span class="muted">line {change.line}</span> {change.key}{" "}
                  <mark>{preview.text?.slice(change.from, change.to)}</mark>
                </li>
              ))}
            </ul>
          ) : null}
          <pre ref={box} class="share-preview" tabIndex={0} aria-label={`shared text of ${shown.value ?? "no file"}`}>
            {preview === undefined ? null : (preview.text === null ? `Not shared: ${preview.refused}` : pieces(preview))}
          </pre>
        </div>
      </div>
      <p class="muted small">
        Only values that asepsis recognises as secrets are redacted; a file that cannot be redacted reliably
        is left out. Review the files before sharing: names and hosts are kept.
      </p>
      <footer class="dialog-foot">
        <input class="field link-field" readOnly aria-label="link" value={link.value} onFocus={(event) => event.currentTarget.select()} />
        <button
          type="button"
          class="button primary"
          disabled={kept.length === 0 || link.value === ""}
          onClick={async () => {
            await navigator.clipboard.writeText(link.value);
            say("Link copied.");
          }}
        >
          Copy link
        </button>
      </footer>
      {link.value.length > LONG_LINK ? (
        <p class="muted small">
          {count(link.value.length, "character")}: mail and chat may cut a link of this length.
        </p>
      ) : null}
    </Dialog>
  );
}
