/**
 * The locators of the page. A file name, a message or a button can appear in several panels, which are
 * rendered in no specified order: tests look for an element in its panel.
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
    /** The verdict for the current files: no check is pending or running. */
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
    card: named("group", "findings here", text),
    /** The completions; a list that is being updated accepts no key. */
    completions: text.locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)"),

    report,
    tabs: named("tablist", "report", report),
    findings,
    findingTree: named("tree", "findings", findings),
    finding: named("region", "finding", findings),
    controls,
    controlTree: controls.getByRole("tree", { name: /^controls of / }),
    gaps,
    gapTree: named("tree", "not analysed", gaps),
    options,

    examples: named("dialog", "Examples"),
    share: named("dialog", "Share"),
    rendered: named("dialog", "What is checked"),
    /** A column of the dialog: its text, its lines, and those that are highlighted. */
    column: (name) => {
      const region = named("region", name, named("dialog", "What is checked"));
      const lines = region.locator(".cm-line");
      return { region, lines, content: region.locator(".cm-content"), chain: lines.and(page.locator("[data-chain]")) };
    },
    /** Any dialog, also one that is closed but not removed yet. */
    dialog: page.getByRole("dialog", { includeHidden: true }),

    /** The focused element, to be combined with an expected one. */
    focused: page.locator(":focus"),
  };
}
