/** What the tests do on the page, in the words of somebody who uses it. */
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

/** Waits until the page shows what came of the files and choices that it holds. */
export function settled(page) {
  return panels(page).settled.waitFor();
}

/** Takes the files that are there away and adds others. */
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

/** Chooses files as the browser's own dialog does; when they are there is for the caller to say. */
export function choose(page, files) {
  const field = panels(page).files.getByLabel("files to add");
  return field.setInputFiles(files.map((each) => ({ mimeType: "application/octet-stream", ...each })));
}

/** The row of a file in the tree of files, whatever was found in it. */
export function file(page, name) {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const start = new RegExp(`^${last.replaceAll(".", "\\.")}(?:\\s|$)`);
  return panels(page).fileTree.getByRole("treeitem", { name: start });
}

/** Opens a tab of the report and waits for what it shows, which may have to be asked for. */
export async function openTab(page, name) {
  const { tabs, report } = panels(page);
  const words = { name: new RegExp(`^${name}`) };
  await tabs.getByRole("tab", words).click();
  await report.getByRole("tabpanel", words).waitFor();
  await settled(page);
}

/** Opens the dialog of what would be shared and waits until its link is made. */
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

/** Closes the dialog. The page hears of that later, and would close one that was opened meanwhile. */
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
 * Scrolls on what the pointer is over, and waits until that has moved and what is there now is drawn.
 * Says whether anything was left to scroll.
 */
export async function scroll(page, box, distance) {
  const seen = await watched(box);
  if (await seen.evaluate(({ isAtEnd }) => isAtEnd)) return false;
  await page.mouse.wheel(0, distance);
  await moved(page, seen);
  return true;
}

/** Scrolls a list, of which only what is on the screen is drawn, from its beginning to a row. */
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
 * What becomes of something that can be scrolled. A turn of the wheel may go on while the next one is
 * made, so that where it is and what it does next are asked in one step.
 */
function watched(box) {
  return box.evaluateHandle((element) => {
    const { scrollTop, clientHeight, scrollHeight } = element;
    const seen = { isMoved: false, isAtEnd: scrollTop + clientHeight >= scrollHeight - 1 };
    // The page's own listener comes before this one, and draws what has come into view.
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

/** A Pod with which nothing is wrong at `medium` and above, but what its words say. */
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
