/** The card under the pointer: the finding, why it matters, and the fix. */
import type { TooltipView } from "@codemirror/view";

import type { Finding } from "../library";
import { type Declaration, declarationOf } from "../state/declarations";
import { isFixable } from "../state/fixes";

import type { Mark, MarkActions } from "./marks";

/** The maximum number of findings in a card; the others are counted. */
const SHOWN = 3;

export function card(marks: readonly Mark[], actions: MarkActions): TooltipView {
  const dom = element("div", "card");
  dom.role = "group";
  dom.ariaLabel = "findings here";
  for (const mark of marks.slice(0, SHOWN)) dom.append(entry(mark, actions));
  const more = marks.length - SHOWN;
  if (more > 0) dom.append(element("p", "card-more", `${more} more here`));
  return { dom };
}

function entry(mark: Mark, actions: MarkActions): HTMLElement {
  const box = element("section", "card-entry");
  const heading = element("p", "card-heading");
  heading.append(element("span", `badge tone-${mark.tone}`, mark.tone), marked(mark.message));
  box.append(heading);
  const { finding } = mark;
  if (!finding) return box;
  const declaration = declarationOf(finding.check);
  if (declaration) {
    box.append(element("p", "card-why", declaration.why), labelled("Fix", fixOf(declaration, finding)));
    const controls = Object.values(declaration.controls ?? {}).flat();
    if (controls.length > 0) box.append(element("p", "card-controls", controls.join("  ·  ")));
  }
  const foot = element("p", "card-foot");
  foot.append(button("Details", () => actions.pick(finding)));
  if (isFixable(finding)) foot.append(button("Apply fix", () => actions.fix(finding)));
  box.append(foot);
  return box;
}

/** The fix for the technology of the finding's resource. */
function fixOf(declaration: Pick<Declaration, "fix" | "fix_by_technology">, finding: Finding): string {
  const technology = finding.resource?.technology ?? "kubernetes";
  return declaration.fix_by_technology?.[technology] ?? declaration.fix;
}

function labelled(label: string, text: string): HTMLElement {
  const paragraph = element("p", "card-fix");
  paragraph.append(element("strong", "", `${label}: `), marked(text));
  return paragraph;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

function element(tag: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Text whose words in backticks are rendered as code. */
function marked(text: string): HTMLElement {
  const span = document.createElement("span");
  for (const [index, piece] of text.split("`").entries()) {
    span.append(index % 2 === 1 ? element("code", "", piece) : piece);
  }
  return span;
}
