/** The details of the selected finding. */
import { written } from "../editor/places";
import type { CheckId, Finding, Location } from "../library";
import { declarationOf } from "../state/declarations";
import { applyFix, editsOf, refusedBecause } from "../state/fixes";
import { goTo } from "../state/navigation";
import { choices, dialog, report, selectedFinding } from "../state/state";

import { Badge, Prose } from "./prose";

export function FindingDetail() {
  const finding = selectedFinding.value;
  if (!finding) return null;
  const check = declarationOf(finding.check);
  const controls = Object.values(check?.controls ?? {}).flat();
  const covered = [...new Set(finding.covers?.map((each) => each.check))];
  const edits = editsOf(finding);
  const refused = refusedBecause(finding);
  return (
    <section class="detail" aria-label="finding" tabIndex={0}>
      <header class="detail-head">
        <Badge tone={finding.severity} />
        <code class="detail-check">{finding.check}</code>
        {finding.confidence && finding.confidence !== "high" ? (
          <span class="muted">{finding.confidence} confidence</span>
        ) : null}
        <button
          type="button"
          class="plain close"
          aria-label="close the finding"
          onClick={() => (selectedFinding.value = null)}
        >
          ×
        </button>
      </header>
      <p class="detail-message">
        <Prose text={finding.message} />
      </p>
      {check ? (
        <p class="detail-why">
          <Prose text={check.why} />
        </p>
      ) : null}
      {check ? (
        <p>
          <strong>Fix. </strong>
          <Prose text={check.fix} />
        </p>
      ) : null}
      {finding.missing ? (
        <p>
          <strong>Missing. </strong>
          <code>{finding.missing}</code>
        </p>
      ) : null}
      {covered.length > 0 ? (
        <p>
          <strong>Covers. </strong>
          {covered.map((id, index) => (
            <span key={id}>
              {index > 0 ? ", " : ""}
              <code>{id}</code>
            </span>
          ))}
        </p>
      ) : null}
      <ul class="places">
        <Place label="here" location={finding.location} />
        {finding.related?.map((related, index) => (
          <Place key={index} label={related.message} location={related.location} />
        ))}
      </ul>
      {controls.length > 0 ? (
        <p class="controls-cited" aria-label="controls">
          {controls.map((control) => (
            <span key={control}>{control}</span>
          ))}
        </p>
      ) : null}
      <footer class="detail-foot">
        {edits ? (
          <button type="button" class="button primary" onClick={() => applyFix(finding)}>
            Apply fix
          </button>
        ) : (
          <span class="muted">{refused ? `Fix manually: ${refused}` : "Fix manually"}</span>
        )}
        {isRendered(finding) ? (
          <button type="button" class="button" onClick={() => (dialog.value = "rendered")}>
            Show rendered
          </button>
        ) : null}
        <button type="button" class="button" onClick={() => turnOff(finding.check)}>
          Turn this check off
        </button>
      </footer>
    </section>
  );
}

function Place({ label, location }: { label: string; location: Location | null | undefined }) {
  if (!location) return null;
  return (
    <li>
      <button type="button" class="link place" onClick={() => goTo(location, true)}>
        {written(location)}
      </button>
      {label === "here" ? null : (
        <span class="muted">
          <Prose text={label} />
        </span>
      )}
    </li>
  );
}

/** Whether the place of a finding is a part of something that is rendered. */
function isRendered({ location, environments = [] }: Finding): boolean {
  const role = report.value?.inputs.find(({ path }) => path === location?.path)?.role;
  return environments.length > 0 || role === "rendered template" || role === "values";
}

function turnOff(id: CheckId): void {
  const ignore = new Set(choices.value.ignore ?? []).add(id);
  choices.value = { ...choices.value, ignore: [...ignore].sort() };
}
