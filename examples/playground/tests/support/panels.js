/**
 * Where things are on the page. A file's name, a message or a button can stand in several panels, and
 * which of them is drawn first is nobody's promise: whoever looks for something looks in its panel.
 */
export function panels(page) {
  const named = (role, name, within = page) => within.getByRole(role, { name, exact: true });
  const verdict = named("group", "verdict");
  const files = named("region", "files");
  const text = named("region", "text");
  const report = named("region", "report");
  const findings = report.getByRole("tabpanel", { name: /^Findings/ });
  const controls = report.getByRole("tabpanel", { name: /^Controls/ });
  const gaps = report.getByRole("tabpanel", { name: /^Not analysed/ });
  const options = report.getByRole("tabpanel", { name: /^Options/ });
  return {
    verdict,
    /** The verdict once it is that of what the page holds: no check is due or runs. */
    settled: verdict.and(page.locator('[aria-busy="false"]')),
    actions: named("navigation", "page"),
    refusal: named("alert", "refusal"),
    example: named("region", "example"),
    notice: named("status", "notice"),
    parts: named("navigation", "parts of the page"),

    files,
    fileTree: named("tree", "files", files),
    openFile: named("group", "the open file", files),

    text,
    path: text.getByRole("heading"),
    lines: text.locator(".cm-line"),
    content: text.locator(".cm-content"),
    scroller: text.locator(".cm-scroller"),
    card: named("group", "what is wrong here", text),
    /** What can be typed next; a list that is being made anew takes no key. */
    completions: text.locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)"),

    report,
    tabs: named("tablist", "report", report),
    findings,
    findingTree: named("tree", "findings", findings),
    finding: named("region", "finding", findings),
    controls,
    controlTree: controls.getByRole("tree", { name: /^controls of / }),
    gaps,
    gapTree: named("tree", "what was not analysed", gaps),
    options,

    examples: named("dialog", "Examples"),
    share: named("dialog", "Share"),
    /** Any dialog, also one that is closed and not yet taken off the page. */
    dialog: page.getByRole("dialog", { includeHidden: true }),

    /** What has the focus, to be joined with what should have it. */
    focused: page.locator(":focus"),
  };
}
