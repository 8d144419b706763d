/** User actions on the page. */
import assert from "node:assert/strict";

import { panels } from "./panels.js";

/** Opens the page and waits for its first report. */
export async function open(context, address) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text())) {
      faults.push(message.text());
    }
  });
  await page.goto(address);
  await settled(page);
  return { page, panel: panels(page), faults };
}

/** Waits until the page shows the result for its current files and options. */
export function settled(page) {
  return panels(page).settled.waitFor();
}

/** Replaces all files. */
export async function show(page, files) {
  await clear(page);
  await add(page, files);
}

export async function clear(page) {
  const { openFile, fileTree } = panels(page);
  await openFile.getByRole("button", { name: "Clear all" }).click();
  await fileTree.waitFor({ state: "detached" });
}

export async function add(page, files) {
  const all = Object.entries(files).map(([name, text]) => ({ name, buffer: Buffer.from(text) }));
  await choose(page, all);
  for (const { name } of all) await file(page, name).waitFor();
  await settled(page);
}

/** Chooses files as the browser's file dialog does; the caller waits for them. */
export function choose(page, files) {
  const field = panels(page).files.getByLabel("files to add");
  return field.setInputFiles(files.map((each) => ({ mimeType: "application/octet-stream", ...each })));
}

/** The row of a file in the file tree, with any number of findings. */
export function file(page, name) {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const start = new RegExp(`^${last.replaceAll(".", "\\.")}(?:\\s|$)`);
  return panels(page).fileTree.getByRole("treeitem", { name: start });
}

/** Opens a tab of the report and waits for its content, which may need another check. */
export async function openTab(page, name) {
  const { tabs, report } = panels(page);
  const words = { name: new RegExp(`^${name}`) };
  await tabs.getByRole("tab", words).click();
  await report.getByRole("tabpanel", words).waitFor();
  await settled(page);
}

/** Opens the share dialog and waits until its link is made. */
export async function openShare(page) {
  const { actions, share } = panels(page);
  await actions.getByRole("button", { name: "Share" }).click();
  await share.getByRole("button", { name: "Copy link", disabled: false }).waitFor();
}

export async function openExamples(page) {
  const { actions, examples } = panels(page);
  await actions.getByRole("button", { name: "Examples" }).click();
  await examples.waitFor();
}

/** Opens the dialog of what is checked and waits until it is rendered. */
export async function openRendered(page) {
  const { actions, column } = panels(page);
  await actions.getByRole("button", { name: "Render" }).click();
  await column("result").lines.filter({ hasText: "---" }).first().waitFor();
}

/** Closes the dialog, and waits: a late close event would close a dialog opened meanwhile. */
export async function closeDialog(page) {
  await page.keyboard.press("Escape");
  await panels(page).dialog.waitFor({ state: "detached" });
}

/** Puts the cursor at the end of a line. */
export async function goToEnd(page, line) {
  await panels(page).lines.filter({ hasText: line }).first().click();
  await page.keyboard.press("End");
}

/** Puts the cursor at the end of a line and types. */
export async function typeAtEnd(page, line, text) {
  await goToEnd(page, line);
  await page.keyboard.type(text);
  await settled(page);
}

/**
 * Scrolls the element under the pointer, and waits until it has moved and is rendered. Returns whether it
 * could be scrolled.
 */
export async function scroll(page, box, distance) {
  const seen = await watched(box);
  if (await seen.evaluate(({ isAtEnd }) => isAtEnd)) return false;
  await page.mouse.wheel(0, distance);
  await moved(page, seen);
  return true;
}

/** Scrolls a virtualised list from its beginning to a row. */
export async function reveal(page, tree, row) {
  await tree.hover();
  if ((await tree.evaluate((element) => element.scrollTop)) > 0) {
    const seen = await watched(tree);
    await tree.evaluate((element) => element.scrollTo(0, 0));
    await moved(page, seen);
  }
  let isMoving = true;
  while (isMoving && !(await row.isVisible())) isMoving = await scroll(page, tree, 200);
  await row.waitFor();
}

/**
 * Watches an element for scrolling. A turn of the wheel may still be in progress, so that the position is
 * read and the listener added in one step.
 */
function watched(box) {
  return box.evaluateHandle((element) => {
    const { scrollTop, clientHeight, scrollHeight } = element;
    const seen = { isMoved: false, isAtEnd: scrollTop + clientHeight >= scrollHeight - 1 };
    // The listener of the page runs before this one, and renders the visible rows.
    element.addEventListener("scroll", () => (seen.isMoved = true), { once: true });
    return seen;
  });
}

function moved(page, seen) {
  return page.waitForFunction(({ isMoved }) => isMoved, seen);
}

export function verdict(page) {
  return panels(page).verdict.locator(".verdict-word").innerText();
}

/** The messages of the findings in the panel. */
export function messages(page) {
  return panels(page).findingTree.locator(".finding-message").allInnerTexts();
}

export async function says(page, message) {
  const all = await messages(page);
  assert.ok(all.some((each) => each.includes(message)), `no ${message} in ${JSON.stringify(all)}`);
}

/** A Pod without findings at `medium` or above, except for those of `words`. */
export function pod(words = "") {
  return `apiVersion: v1
kind: Pod
metadata:
  name: lab
  namespace: clinic
spec:
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: lab
      image: registry.example.org/clinic/lab@sha256:${"0123456789abcdef".repeat(4)}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
${words}      resources:
        requests: {cpu: 100m, memory: 64Mi}
        limits: {cpu: 100m, memory: 64Mi}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: clinic
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;
}
