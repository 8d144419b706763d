/** What the tests do on the page, in the words of somebody who uses it. */
import assert from "node:assert/strict";

import { checked } from "./browser.js";

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
  await checked(page);
  return { page, faults };
}

/** Takes the files that are there away and adds others. */
export async function show(page, files) {
  await page.getByRole("button", { name: "Clear all" }).click();
  await add(page, files);
}

export async function add(page, files) {
  await page.setInputFiles(
    "input[type=file]",
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(text),
    })),
  );
  const last = Object.keys(files).sort().pop();
  await page.getByRole("treeitem", { name: last?.split("/").pop() }).waitFor();
  await settled(page);
}

/** Waits until no check is due or running. */
export async function settled(page) {
  await page.waitForTimeout(150);
  await checked(page);
}

/** Puts the cursor at the end of a line and types. */
export async function typeAtEnd(page, line, text) {
  await page.locator(".cm-line", { hasText: line }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(text);
  await settled(page);
}

export function verdict(page) {
  return page.locator(".verdict-word").innerText();
}

/** The messages of the findings in the panel. */
export function messages(page) {
  return page.getByRole("tree", { name: "findings" }).locator(".finding-message").allInnerTexts();
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
