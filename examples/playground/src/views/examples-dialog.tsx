/** The dialog of examples: platforms, and the example of every check. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";

import { PLATFORMS } from "../files/platforms";
import { declarations } from "../state/declarations";
import { casesOf, openExample, openPlatform } from "../state/examples";

import { Dialog } from "./dialog";
import { Badge } from "./prose";
import { TreeList, type Row } from "./tree-list";

export function ExamplesDialog() {
  const filter = useSignal("");
  const selected = useSignal<string | null>(null);
  const rows = useMemo(() => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    return declarations.value
      .filter((check) => casesOf(check).bad !== undefined)
      .filter((check) => words.every((word) => `${check.id} ${check.title}`.includes(word)))
      .map(
        (check): Row => ({
          key: check.id,
          level: 1,
          height: 46,
          content: () => (
            <span class="check">
              <span class="check-text">
                <span>{check.title}</span>
                <span class="place">{check.id}</span>
              </span>
              {check.severity ? <Badge tone={check.severity} /> : null}
            </span>
          ),
        }),
      );
  }, [declarations.value, filter.value]);
  return (
    <Dialog title="Examples">
      <div class="platforms">
        {PLATFORMS.map((platform) => (
          <button
            key={platform.id}
            type="button"
            class="platform"
            onClick={() => openPlatform(platform)}
          >
            <strong>{platform.title}</strong>
            <span class="muted">{platform.about}</span>
          </button>
        ))}
      </div>
      <div class="filters">
        <input
          class="field"
          type="search"
          placeholder="Filter examples of checks"
          aria-label="filter examples"
          value={filter.value}
          onInput={(event) => (filter.value = event.currentTarget.value)}
        />
      </div>
      <TreeList
        label="examples of checks"
        rows={rows}
        selected={selected.value}
        empty={<p>No example matches.</p>}
        onSelect={(key) => (selected.value = key)}
        onAct={(key) => openExample({ check: key, shows: "bad" })}
      />
    </Dialog>
  );
}
