/** The panel of findings: groups, filters, and the details of the selected one. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

import { written } from "../editor/places";
import { SEVERITIES, type Finding, type Severity } from "../library";
import { goTo } from "../state/navigation";
import {
  filter,
  grouping,
  hiddenSeverities,
  report,
  selectedFinding,
  type Grouping,
} from "../state/state";

import { FindingDetail } from "./finding-detail";
import { accepted, grouped, resourceOf } from "./findings-rows";
import { Aloud, Badge, Prose, count } from "./prose";
import { TreeList, withMember, type Row } from "./tree-list";

const GROUPINGS: readonly Grouping[] = ["severity", "file", "resource", "control"];

export function Findings() {
  const closed = useSignal<ReadonlySet<string>>(new Set(["accepted"]));
  const walked = useSignal<string | null>(null);
  const current = report.value;
  const wanted = {
    grouping: grouping.value,
    hidden: hiddenSeverities.value,
    filter: filter.value,
  };
  const byKey = useMemo(() => new Map<string, Finding>(), [current, wanted.grouping]);
  const rows = useMemo(() => {
    if (!current) return [];
    byKey.clear();
    const all: Row[] = [];
    for (const group of grouped(current, wanted)) {
      const isOpen = !closed.value.has(group.key);
      all.push(groupRow(group.key, group.title, group.findings.length, isOpen));
      if (!isOpen) continue;
      for (const [index, finding] of group.findings.entries()) {
        const key = `${group.key} ${finding.fingerprint} ${index}`;
        byKey.set(key, finding);
        all.push(findingRow(key, finding, wanted.grouping !== "severity"));
      }
    }
    const passed = accepted(current, wanted.filter);
    if (passed.length > 0) {
      const isOpen = !closed.value.has("accepted");
      all.push(groupRow("accepted", "accepted", passed.length, isOpen));
      for (const [index, each] of isOpen ? passed.entries() : []) {
        const key = `accepted ${each.finding.fingerprint} ${index}`;
        byKey.set(key, each.finding);
        all.push(findingRow(key, each.finding, true, `accepted: ${each.reason}`));
      }
    }
    return all;
  }, [current, wanted.grouping, wanted.hidden, wanted.filter, closed.value]);

  const selected = selectedKey(walked.value, byKey);
  const toggle = (key: string, isOpen: boolean) => {
    closed.value = withMember(closed.value, key, !isOpen);
  };
  return (
    <div class="panel-body">
      <FindingFilters />
      <TreeList
        label="findings"
        rows={rows}
        selected={selected}
        empty={<Nothing />}
        onSelect={(key) => {
          walked.value = key;
          const finding = byKey.get(key);
          if (finding) selectedFinding.value = finding;
          if (finding) goTo(finding.location);
        }}
        onAct={(key) => {
          const row = rows.find((each) => each.key === key);
          if (row?.isOpen !== undefined) toggle(key, !row.isOpen);
        }}
        onToggle={toggle}
      />
      <FindingDetail />
    </div>
  );
}

/** The row of the selected finding, which may have been selected in the editor. */
function selectedKey(walked: string | null, byKey: ReadonlyMap<string, Finding>): string | null {
  const finding = selectedFinding.value;
  if (!finding || (walked !== null && !byKey.has(walked))) return walked;
  if (walked !== null && byKey.get(walked)?.fingerprint === finding.fingerprint) return walked;
  for (const [key, each] of byKey) if (each.fingerprint === finding.fingerprint) return key;
  return walked;
}

function groupRow(key: string, title: string, size: number, isOpen: boolean): Row {
  return {
    key,
    level: 1,
    height: 32,
    isOpen,
    content: () => (
      <span class="group">
        <span class="group-arrow" aria-hidden="true" />
        <span class="group-title">{title}</span>
        <span class="group-count">
          {size.toLocaleString("en")}
          <Aloud text=" findings" />
        </span>
      </span>
    ),
  };
}

/** Longer messages take two lines. */
const LINE = 56;

function findingRow(key: string, finding: Finding, hasBadge: boolean, note?: string): Row {
  const place = written(finding.location);
  return {
    key,
    level: 2,
    height: finding.message.replaceAll("`", "").length > LINE ? 74 : 54,
    content: () => (
      <span class="finding">
        <span class="finding-message">
          {hasBadge ? null : <Aloud text={`${finding.severity}: `} />}
          <Prose text={finding.message} />
        </span>
        <span class="finding-place">
          {hasBadge ? <Badge tone={finding.severity} /> : null}
          <span class="place">{note ?? place}</span>
          {finding.resource?.name === finding.location?.path ? null : (
            <span class="resource">{resourceOf(finding)}</span>
          )}
        </span>
      </span>
    ),
  };
}

function FindingFilters() {
  const counts = report.value?.summary.findings ?? {};
  const toggle = (severity: Severity) => {
    const next = new Set(hiddenSeverities.value);
    if (!next.delete(severity)) next.add(severity);
    hiddenSeverities.value = next;
  };
  return (
    <div class="filters">
      <div class="filter-line">
        <input
          class="field"
          type="search"
          placeholder="Filter findings"
          aria-label="filter findings"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
        <label class="choice">
          <span>Group by</span>
          <select
            class="field"
            value={grouping.value}
            onChange={(event) => {
              const chosen = GROUPINGS.find((each) => each === event.currentTarget.value);
              if (chosen) grouping.value = chosen;
            }}
          >
            {GROUPINGS.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      <div class="chips" role="group" aria-label="severities">
        {SEVERITIES.map((severity) => (
          <button
            key={severity}
            type="button"
            class={`chip tone-${severity}`}
            aria-pressed={!hiddenSeverities.value.has(severity)}
            disabled={!counts[severity]}
            onClick={() => toggle(severity)}
          >
            {severity} <b>{(counts[severity] ?? 0).toLocaleString("en")}</b>
          </button>
        ))}
      </div>
    </div>
  );
}

function Nothing() {
  const current = report.value;
  if (!current) return <p>Nothing has been checked yet.</p>;
  if (current.findings.length > 0) return <p>No finding matches the filter.</p>;
  return (
    <p>
      No findings in {count(current.summary.resources, "resource")}. See <b>Not analysed</b> for files and
      checks without a result.
    </p>
  );
}
