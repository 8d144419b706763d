/** The panel of options. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

import { POLICY_NAME, SEVERITIES, type Choices } from "../library";
import { declarations, frameworks, type Declaration } from "../state/declarations";
import { choices, files, openName, part, writeFile } from "../state/state";

import { Aloud, Badge } from "./prose";
import { TreeList, withMember, type Row } from "./tree-list";

const FIRST_POLICY = `# Which checks run, which findings are accepted, and why. Ctrl-Space completes.
thresholds:
  fail_on: medium
suppressions: []
`;

/** Sets options; `undefined` restores the value of the policy file or the default. */
function choose(change: { [Name in keyof Choices]?: Choices[Name] | undefined }): void {
  const next = { ...choices.value, ...change };
  const kept = Object.entries(next).filter(([, value]) => value !== undefined);
  choices.value = Object.fromEntries(kept);
}

export function Options() {
  const chosen = choices.value;
  return (
    <div class="panel-body options">
      <section class="filters">
        <fieldset>
          <legend>Frameworks</legend>
          <div class="checks-line">
            {frameworks.value.map(({ id, title }) => (
              <label key={id} class="choice">
                <input
                  type="checkbox"
                  checked={chosen.frameworks?.includes(id) ?? false}
                  onChange={(event) => {
                    const next = new Set(chosen.frameworks ?? []);
                    if (event.currentTarget.checked) next.add(id);
                    else next.delete(id);
                    choose({ frameworks: next.size > 0 ? [...next] : undefined });
                  }}
                />
                {title}
              </label>
            ))}
          </div>
        </fieldset>
        <div class="pairs">
          <label for="fail-on">Fail on</label>
          <select
            id="fail-on"
            class="field"
            value={chosen.fail_on ?? ""}
            onChange={(event) =>
              choose({ fail_on: SEVERITIES.find((each) => each === event.currentTarget.value) })
            }
          >
            <option value="">default</option>
            {SEVERITIES.map((severity) => (
              <option key={severity}>{severity}</option>
            ))}
          </select>
          <label for="kubernetes">Kubernetes version</label>
          <input
            id="kubernetes"
            class="field"
            placeholder="latest"
            pattern="latest|v?1\.[0-9]+"
            value={chosen.kubernetes ?? ""}
            onChange={(event) => choose({ kubernetes: event.currentTarget.value.trim() || undefined })}
          />
          <label for="as-of">Suppressions as of</label>
          <input
            id="as-of"
            class="field"
            type="date"
            value={chosen.as_of ?? ""}
            onChange={(event) => choose({ as_of: event.currentTarget.value || undefined })}
          />
        </div>
        <label class="choice">
          <input
            type="checkbox"
            checked={chosen.fail_on_unknown ?? false}
            onChange={(event) =>
              choose({ fail_on_unknown: event.currentTarget.checked || undefined })
            }
          />
          Report as incomplete if an evaluation is unknown
        </label>
        <label class="choice">
          <input
            type="checkbox"
            checked={chosen.alone ?? false}
            onChange={(event) => choose({ alone: event.currentTarget.checked || undefined })}
          />
          The files are part of a platform: objects not in them are unknown, not missing
        </label>
        <p class="policy-line">
          <button type="button" class="button" onClick={openPolicy}>
            {files.value.has(POLICY_NAME) ? "Edit" : "Add"} the policy file
          </button>
          <span class="muted small">
            <code>{POLICY_NAME}</code> sets severities, parameters and suppressions; options chosen here
            take precedence.
          </span>
        </p>
      </section>
      <CheckList />
    </div>
  );
}

function openPolicy(): void {
  if (!files.value.has(POLICY_NAME)) writeFile(POLICY_NAME, FIRST_POLICY);
  openName.value = POLICY_NAME;
  part.value = "editor";
}

function CheckList() {
  const filter = useSignal("");
  const selected = useSignal<string | null>(null);
  const closed = useSignal<ReadonlySet<string>>(new Set());
  const off = new Set<string>(choices.value.ignore ?? []);
  const rows = useMemo(() => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kept = declarations.value.filter((check) => {
      const text = `${check.id} ${check.title} ${check.family} ${check.severity ?? ""}`;
      return words.every((word) => text.includes(word));
    });
    return [...Map.groupBy(kept, (check) => check.family)].flatMap(([family, checks]) => {
      const isOpen = !closed.value.has(family);
      const head = familyRow(family, checks, off, isOpen);
      return isOpen ? [head, ...checks.map((check) => checkRow(check, off))] : [head];
    });
  }, [declarations.value, filter.value, choices.value, closed.value]);
  const turn = (key: string) => {
    const id = declarations.value.find((check) => check.id === key)?.id;
    if (id === undefined) return;
    const next = new Set(choices.value.ignore ?? []);
    if (!next.delete(id)) next.add(id);
    choose({ ignore: next.size > 0 ? [...next].sort() : undefined });
  };
  const toggle = (key: string, isOpen: boolean) => {
    closed.value = withMember(closed.value, key, !isOpen);
  };
  return (
    <>
      <div class="filters filter-line">
        <input
          class="field"
          type="search"
          placeholder={`Filter ${declarations.value.length} checks`}
          aria-label="filter checks"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
        {off.size > 0 || choices.value.select ? (
          <button
            type="button"
            class="button"
            onClick={() => choose({ ignore: undefined, select: undefined })}
          >
            Turn all on
          </button>
        ) : null}
      </div>
      <TreeList
        label="checks"
        rows={rows}
        selected={selected.value}
        empty={<p>No check matches.</p>}
        onSelect={(key) => (selected.value = key)}
        onAct={(key) => {
          const row = rows.find((each) => each.key === key);
          if (row?.isOpen !== undefined) toggle(key, !row.isOpen);
          else turn(key);
        }}
        onToggle={toggle}
      />
    </>
  );
}

function familyRow(
  family: string,
  checks: readonly Declaration[],
  off: ReadonlySet<string>,
  isOpen: boolean,
): Row {
  const on = checks.filter((check) => !off.has(check.id)).length;
  return {
    key: family,
    level: 1,
    height: 32,
    isOpen,
    content: () => (
      <span class="group">
        <span class="group-arrow" aria-hidden="true" />
        <span class="group-title">{family.replace("_", " ")}</span>
        <span class="group-count">{on === checks.length ? on : `${on} of ${checks.length}`}</span>
      </span>
    ),
  };
}

function checkRow(check: Declaration, off: ReadonlySet<string>): Row {
  const isOn = !off.has(check.id);
  return {
    key: check.id,
    level: 2,
    height: 46,
    content: () => (
      <span class="check">
        <span class={`switch ${isOn ? "is-on" : ""}`} aria-hidden="true" />
        <Aloud text={isOn ? "on: " : "off: "} />
        <span class="check-text">
          <span>{check.title}</span>
          <span class="place">{check.id}</span>
        </span>
        {check.severity ? <Badge tone={check.severity} /> : null}
      </span>
    ),
  };
}
