/** The panel of files and checks that were not analysed, with reasons. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

import { written } from "../editor/places";
import type { Location, Report } from "../library";
import { goTo } from "../state/navigation";
import { leftOut, report } from "../state/state";

import { Prose, count } from "./prose";
import { TreeList, withMember, type Row } from "./tree-list";

/** The number of gaps of each kind. */
export function countGaps(current: Report | null): { inputs: number; unknown: number } {
  if (!current) return { inputs: 0, unknown: 0 };
  const inputs = current.inputs.filter((input) => input.status !== "analysed").length;
  return { inputs, unknown: current.summary.unknown };
}

const STATUSES: Record<string, string> = {
  partial: "partially read",
  unparsable: "could not be parsed",
  unsupported: "must be rendered first",
  unreadable: "could not be read",
  over_limit: "exceeds a limit",
  excluded: "excluded",
  other: "contains no resources",
};

export function Gaps() {
  const closed = useSignal<ReadonlySet<string>>(new Set());
  const selected = useSignal<string | null>(null);
  const current = report.value;
  const left = leftOut.value;
  const places = useMemo(() => new Map<string, Location>(), [current]);
  const rows = useMemo(() => {
    places.clear();
    const draft = new Draft(closed.value, places);
    if (current) {
      inputRows(draft, current);
      unknownRows(draft, current);
      suppressionRows(draft, current);
    }
    draft.group("left out", "Dropped files that were left out", left.length, () => {
      for (const name of left) draft.line(name, name, "not a file type that asepsis reads");
    });
    return draft.rows;
  }, [current, closed.value, left]);
  const toggle = (key: string, isOpen: boolean) => {
    closed.value = withMember(closed.value, key, !isOpen);
  };
  return (
    <div class="panel-body">
      <p class="filters panel-about">
        The files and checks listed here were not analysed. A pass makes no statement about them.
      </p>
      <TreeList
        label="not analysed"
        rows={rows}
        selected={selected.value}
        empty={<p>All files were read, and all checks could decide.</p>}
        onSelect={(key) => {
          selected.value = key;
          goTo(places.get(key));
        }}
        onAct={(key) => {
          const row = rows.find((each) => each.key === key);
          if (row?.isOpen !== undefined) toggle(key, !row.isOpen);
        }}
        onToggle={toggle}
      />
    </div>
  );
}

/** Builds the rows of the list. */
class Draft {
  readonly rows: Row[] = [];

  constructor(
    private readonly closed: ReadonlySet<string>,
    private readonly places: Map<string, Location>,
  ) {}

  group(key: string, title: string, size: number, write: () => void): void {
    if (size === 0) return;
    const isOpen = !this.closed.has(key);
    this.rows.push({
      key,
      level: 1,
      height: 36,
      isOpen,
      content: () => (
        <span class="group">
          <span class="group-arrow" aria-hidden="true" />
          <span class="group-title">{title}</span>
          <span class="group-count">{size.toLocaleString("en")}</span>
        </span>
      ),
    });
    if (isOpen) write();
  }

  /** A line without a text has the text of the line above. */
  line(key: string, title: string, about: string, location?: Location | null): void {
    if (location) this.places.set(key, location);
    this.rows.push({
      key,
      level: 2,
      height: about === "" ? 26 : about.length > 58 ? 70 : 50,
      content: () => (
        <span class="gap">
          {about === "" ? null : (
            <span class="gap-about">
              <Prose text={about} />
            </span>
          )}
          <span class="place">{title}</span>
        </span>
      ),
    });
  }
}

function inputRows(draft: Draft, current: Report): void {
  const unread = current.inputs.filter((input) => input.status !== "analysed");
  draft.group("inputs", "Files not read in full", unread.length, () => {
    for (const { path, status, problems = [] } of unread) {
      const about = STATUSES[status] ?? status;
      if (problems.length === 0) draft.line(`input ${path}`, path, about, { path });
      for (const [index, problem] of problems.entries()) {
        const location = problem.location ?? { path };
        const key = `input ${path} ${index}`;
        draft.line(key, written(location), `${about}: ${problem.message}`, location);
      }
    }
  });
  const noted = current.inputs.filter((input) => input.status === "analysed" && input.problems);
  const size = noted.reduce((sum, input) => sum + (input.problems?.length ?? 0), 0);
  draft.group("problems", "Problems in files that were read", size, () => {
    for (const { path, problems = [] } of noted) {
      for (const [index, problem] of problems.entries()) {
        const location = problem.location ?? { path };
        draft.line(`problem ${path} ${index}`, written(location), problem.message, location);
      }
    }
  });
}

function unknownRows(draft: Draft, current: Report): void {
  for (const check of current.checks) {
    const key = `unknown ${check.id}`;
    draft.group(key, `Undecided: ${check.title}`, check.unknown, () => {
      let before = "";
      for (const [index, { why, location }] of (check.unknown_at ?? []).entries()) {
        draft.line(`${key} ${index}`, written(location), why === before ? "" : why, location);
        before = why;
      }
      const more = check.unknown_more ?? 0;
      if (more > 0) draft.line(`${key} more`, check.id, count(more, "more location"));
    });
  }
}

function suppressionRows(draft: Draft, current: Report): void {
  const { unused = [], expired = [], refused = [], expiry_unknown = [] } =
    current.suppressions ?? {};
  const kinds = [
    { title: "Unused suppressions", list: unused },
    { title: "Expired suppressions", list: expired },
    { title: "Refused suppressions", list: refused },
    { title: "Suppressions with unknown expiry", list: expiry_unknown },
  ];
  for (const { title, list } of kinds) {
    draft.group(title, title, list.length, () => {
      for (const [index, each] of list.entries()) {
        const about = each.refused ?? (each.reason || "no reason given");
        const where = each.location ? written(each.location) : each.by;
        draft.line(`${title} ${index}`, `${each.check}, ${where}`, about, each.location);
      }
    });
  }
}
