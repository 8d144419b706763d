/** The types of the report, and short names for its parts. */
import type { Options, Report } from "asepsis";

export type { CheckId, FrameworkId, Options, Report } from "asepsis";

export type Finding = Report["findings"][number];
export type Severity = Finding["severity"];
export type Location = NonNullable<Finding["location"]>;
export type Position = NonNullable<Location["start"]>;
export type Fix = NonNullable<Finding["fixes"]>[number];
export type Edit = NonNullable<Fix["edits"]>[number];
export type Input = Report["inputs"][number];
export type RunCheck = Report["checks"][number];
export type Control = NonNullable<Report["controls"]>[number];
export type ControlStatus = Control["status"];
export type Suppressed = NonNullable<Report["suppressed"]>[number];
export type Verdict = Report["verdict"];

/** The name of the policy file, which is not an input. */
export const POLICY_NAME = "asepsis.yaml";

/** Highest first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Options chosen on the page, in addition to the policy file. */
export type Choices = Pick<
  Options,
  "select" | "ignore" | "frameworks" | "kubernetes" | "fail_on" | "fail_on_unknown" | "alone" | "as_of"
>;
