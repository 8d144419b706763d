/** The types of the report by the names that this page uses for its parts. */
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

/** What the policy file is called; it is no input. */
export const POLICY_NAME = "asepsis.yaml";

/** The worst first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** What was chosen on the page, beside the policy file. */
export type Choices = Pick<
  Options,
  "select" | "ignore" | "frameworks" | "kubernetes" | "fail_on" | "fail_on_unknown" | "alone" | "as_of"
>;
