/** Findings in groups, as rows of a list. */
import { SEVERITIES, type Finding, type Report, type Severity, type Suppressed } from "../library";
import type { Grouping } from "../state/state";

export interface Group {
  key: string;
  title: string;
  findings: Finding[];
  severity?: Severity;
}

export interface Wanted {
  grouping: Grouping;
  hidden: ReadonlySet<Severity>;
  filter: string;
}

export function matches(finding: Finding, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { resource, location } = finding;
  const all = [
    finding.check,
    finding.severity,
    finding.message,
    location?.path,
    resource?.kind,
    resource?.name,
    resource?.namespace,
    resource?.container,
    ...(finding.environments ?? []),
  ];
  const text = all.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Groups by descending severity, or by name. */
export function grouped(report: Report, wanted: Wanted): Group[] {
  const words = wanted.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = report.findings.filter(
    (finding) => !wanted.hidden.has(finding.severity) && matches(finding, words),
  );
  const controls = new Map(report.checks.map((check) => [check.id, Object.values(check.controls ?? {}).flat()]));
  const groups = new Map<string, Finding[]>();
  for (const finding of kept) {
    for (const key of keys(finding, wanted.grouping, controls)) {
      const group = groups.get(key);
      if (group) group.push(finding);
      else groups.set(key, [finding]);
    }
  }
  if (wanted.grouping === "severity") {
    return SEVERITIES.flatMap((severity) => {
      const findings = groups.get(severity);
      return findings ? [{ key: severity, title: severity, findings, severity }] : [];
    });
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([title, findings]) => ({ key: title, title, findings: bySeverity(findings) }));
}

function bySeverity(findings: Finding[]): Finding[] {
  return findings.sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

function keys(
  finding: Finding,
  grouping: Grouping,
  controls: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  switch (grouping) {
    case "severity":
      return [finding.severity];
    case "file":
      return [finding.location?.path ?? "no file"];
    case "resource":
      return [resourceOf(finding)];
    case "control": {
      const cited = controls.get(finding.check) ?? [];
      return cited.length > 0 ? cited : ["no control"];
    }
  }
}

export function resourceOf(finding: Finding): string {
  const { resource } = finding;
  if (!resource) return "the platform";
  const name = [resource.namespace, resource.name].filter(Boolean).join("/");
  return name ? `${resource.kind} ${name}` : resource.kind;
}

export function accepted(report: Report, filter: string): Suppressed[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return (report.suppressed ?? []).filter(({ finding }) => matches(finding, words));
}
