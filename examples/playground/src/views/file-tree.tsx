/** The files of the platform, with the number of findings in each. */
import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";

import { isArchive } from "../files/archive";
import { takeChosen, type Taken } from "../files/take";
import { POLICY_NAME, SEVERITIES, type Finding, type Severity } from "../library";
import { client } from "../state/client";
import {
  archiveOf,
  contentOf,
  deleteAll,
  deleteFile,
  files,
  findingsByFile,
  leftOut,
  say,
  named,
  openName,
  packed,
  part,
  renameFile,
  report,
  shownNames,
  writeFile,
} from "../state/state";

import { Aloud, count } from "./prose";
import { TreeList, withMember, type Row } from "./tree-list";

/** Adds the files that were taken in, and reports those that were not. */
export function addTaken(taken: Taken): void {
  for (const [name, content] of taken.files) writeFile(name, content);
  const others = [...named.value].filter((name) => !taken.files.has(name));
  named.value = new Set([...others, ...taken.named]);
  leftOut.value = [...leftOut.value, ...taken.leftOut];
  const first = taken.files.keys().next().value;
  if (first !== undefined) openName.value = shownNames.value.find((name) => name.startsWith(`${first}/`)) ?? first;
  const said = [`Added ${count(taken.files.size, "file")}`];
  if (taken.leftOut.length > 0) said.push(`left out ${taken.leftOut.length}, see Not analysed`);
  say([...said, ...taken.faults].join("; "));
}

export function FileTree() {
  const closed = useSignal<ReadonlySet<string>>(new Set());
  const naming = useSignal<{ from: string | null } | null>(null);
  const walked = useSignal<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const statuses = useMemo(
    () => new Map(report.value?.inputs.map((input) => [input.path, input.status])),
    [report.value],
  );
  const rows = useMemo(
    () => fileRows(shownNames.value, closed.value, findingsByFile.value, statuses),
    [shownNames.value, closed.value, findingsByFile.value, statuses],
  );
  const open = openName.value;
  /** What is renamed and deleted: a file in an archive is a part of it. */
  const owned = open === null ? null : (archiveOf(open) ?? open);
  const isOnFolder = rows.some((row) => row.key === walked.value && row.isOpen !== undefined);
  const toggle = (key: string, isOpen: boolean) => {
    closed.value = withMember(closed.value, key, !isOpen);
  };
  return (
    <>
      <div class="pane-head">
        <h2>Files</h2>
        <button type="button" class="plain" onClick={() => (naming.value = { from: null })}>
          New
        </button>
        <button type="button" class="plain" onClick={() => picker.current?.click()}>
          Add
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="files to add"
          onChange={async (event) => {
            const box = event.currentTarget;
            if (box.files) addTaken(await takeChosen(box.files, client));
            box.value = "";
          }}
        />
      </div>
      {naming.value ? (
        <NameField from={naming.value.from} done={() => (naming.value = null)} />
      ) : null}
      <TreeList
        label="files"
        rows={rows}
        selected={isOnFolder ? walked.value : open}
        empty={<p>Drop files, a folder, a chart or a zip archive.</p>}
        onSelect={(key) => {
          walked.value = key;
          if (contentOf(key) !== undefined) openName.value = key;
        }}
        onAct={(key) => {
          const row = rows.find((each) => each.key === key);
          if (row?.isOpen !== undefined) toggle(key, !row.isOpen);
          else part.value = "editor";
        }}
        onToggle={toggle}
      />
      {owned !== null ? (
        <div class="pane-foot" role="group" aria-label={owned === open ? "the open file" : "the open archive"}>
          <button type="button" class="plain" onClick={() => (naming.value = { from: owned })}>
            Rename
          </button>
          <button type="button" class="plain" onClick={() => deleteFile(owned)}>
            Delete
          </button>
          <button type="button" class="plain" onClick={deleteAll}>
            Clear all
          </button>
        </div>
      ) : null}
      <p class="promise">Your files do not leave this page.</p>
    </>
  );
}

function NameField({ from, done }: { from: string | null; done(): void }) {
  const fault = useSignal("");
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name === "" || (name !== from && files.value.has(name))) {
      fault.value = name === "" ? "Enter a file name." : "A file with this name exists.";
      return;
    }
    if (from === null) {
      writeFile(name, "");
      openName.value = name;
      part.value = "editor";
    } else renameFile(from, name);
    done();
  };
  return (
    <form class="naming" onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && done()}>
      <input
        ref={(field) => field?.focus()}
        class="field"
        name="name"
        aria-label={from === null ? "name of the new file" : `new name of ${from}`}
        defaultValue={from ?? ""}
        placeholder="folder/name.yaml"
        autocomplete="off"
        spellcheck={false}
      />
      <button type="submit" class="button">
        {from === null ? "Create" : "Rename"}
      </button>
      {fault.value ? <p role="alert">{fault.value}</p> : null}
    </form>
  );
}

function fileRows(
  names: readonly string[],
  closed: ReadonlySet<string>,
  findings: ReadonlyMap<string, readonly Finding[]>,
  statuses: ReadonlyMap<string, string>,
): Row[] {
  const rows: Row[] = [];
  const folders = new Set<string>();
  const unpacked = new Set(names.filter((name) => packed.value.has(name)).map((name) => archiveOf(name)));
  for (const name of names) {
    // An archive is shown as the folder of its files.
    if (unpacked.has(name)) continue;
    const parts = name.split("/");
    const parents = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
    for (const [index, folder] of parents.entries()) {
      const isHidden = parents.slice(0, index).some((above) => closed.has(`${above}/`));
      if (folders.has(folder) || isHidden) continue;
      folders.add(folder);
      rows.push(folderRow(folder, index + 1, !closed.has(`${folder}/`), statuses.get(folder)));
    }
    if (parents.some((above) => closed.has(`${above}/`))) continue;
    rows.push(fileRow(name, parts.length, findings.get(name) ?? [], statuses.get(name)));
  }
  return rows;
}

function folderRow(folder: string, level: number, isOpen: boolean, status: string | undefined): Row {
  const isGap = status !== undefined && status !== "analysed";
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return {
    key: `${folder}/`,
    level,
    height: 28,
    isOpen,
    content: () => (
      <span class="file" style={{ paddingInlineStart: `${level * 12 - 4}px` }}>
        <span class="group-arrow" aria-hidden="true" />
        <span class="file-name">{name}</span>
        {isArchive(name) ? <span class="file-note">archive</span> : null}
        {isGap ? <span class="file-note is-gap">not read</span> : null}
      </span>
    ),
  };
}

function fileRow(
  path: string,
  level: number,
  findings: readonly Finding[],
  status: string | undefined,
): Row {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const worst = SEVERITIES.find((each) => findings.some(({ severity }) => severity === each));
  const isGap = path !== POLICY_NAME && status !== undefined && status !== "analysed";
  return {
    key: path,
    level,
    height: 28,
    content: () => (
      <span class="file" style={{ paddingInlineStart: `${level * 12 + 8}px` }}>
        <span class="file-name">{name}</span>
        {path === POLICY_NAME ? <span class="file-note">policy</span> : null}
        {isGap ? <span class="file-note is-gap">not read</span> : null}
        {worst ? <Count severity={worst} size={findings.length} /> : null}
      </span>
    ),
  };
}

function Count({ severity, size }: { severity: Severity; size: number }) {
  return <span class={`badge tone-${severity}`}>{size}<Aloud text={` findings, highest severity ${severity}`} /></span>;
}
