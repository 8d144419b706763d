/** Editing: findings are marked, fixed and removed, and broken files are reported. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  add,
  choose,
  clear,
  file,
  messages,
  open,
  openTab,
  pod,
  reveal,
  says,
  settled,
  show,
  typeAtEnd,
  verdict,
} from "./support/acts.js";
import { launch, serve } from "./support/browser.js";

let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function fresh() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const opened = await open(context, server.address);
  return { ...opened, close: () => context.close() };
}

test("a first visitor sees findings, their marks and what was not read", async () => {
  const { page, panel, faults, close } = await fresh();
  assert.equal(await verdict(page), "Fail");
  await says(page, "container portal is privileged");
  assert.ok((await panel.text.locator(".mark-critical").count()) > 0);
  await openTab(page, "Not analysed");
  await panel.gapTree.getByText("chart template must be rendered").first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test("a typed finding is marked, and removed by undo", async () => {
  const { page, panel, close } = await fresh();
  await show(page, { "pod.yaml": pod() });
  assert.equal(await verdict(page), "Pass");
  await typeAtEnd(page, "readOnlyRootFilesystem: true", "\nprivileged: true");
  assert.equal(await verdict(page), "Fail");
  await says(page, "container lab is privileged");
  assert.equal(await panel.text.locator(".mark-critical").innerText(), "true");
  assert.ok((await panel.text.locator(".tone-gutter .dot-critical").count()) === 1);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await settled(page);
  assert.equal(await verdict(page), "Pass");
  assert.equal(await panel.text.locator(".mark-critical").count(), 0);
  await close();
});

test("the card under the pointer shows the reason, and applies the fix", async () => {
  const { page, panel, close } = await fresh();
  const before = await panel.content.innerText();
  assert.match(before, /privileged: true/);
  await panel.text.locator(".mark-critical").first().hover();
  const card = panel.card.locator(".card-entry", { hasText: "is privileged" });
  await card.waitFor();
  assert.match(await card.innerText(), /every capability and access to every device/);
  assert.match(await card.innerText(), /hipaa:164\.312/);
  await card.getByRole("button", { name: "Apply fix" }).click();
  await settled(page);
  assert.doesNotMatch(await panel.content.innerText(), /privileged: true/);
  assert.ok(!(await messages(page)).some((each) => each.includes("is privileged")));
  await close();
});

test("two files are one platform", async () => {
  const { page, close } = await fresh();
  const [workload = "", policy = ""] = pod().split("---\n");
  await show(page, { "pod.yaml": workload });
  await says(page, "no NetworkPolicy selects the Pods");
  await add(page, { "policy.yaml": policy });
  assert.ok(!(await messages(page)).some((each) => each.includes("no NetworkPolicy")));
  assert.equal(await verdict(page), "Pass");
  await close();
});

test("a broken file is never a pass", async () => {
  const { page, panel, close } = await fresh();
  await show(page, { "pod.yaml": pod(), "broken.yaml": "apiVersion: v1\nkind: Pod\nspec: [\n" });
  assert.equal(await verdict(page), "Incomplete");
  await openTab(page, "Not analysed");
  await panel.gapTree.getByText("could not be parsed").first().click();
  assert.equal(await panel.path.innerText(), "broken.yaml");
  assert.ok((await panel.text.locator(".mark-problem, .dot-problem").count()) > 0);
  await close();
});

test("non-ASCII text and CRLF line ends are marked and fixed at the right place", async () => {
  const { page, panel, close } = await fresh();
  const words = "        privileged: true # 😀 ein Täter\n";
  const text = pod(words).replace("name: lab\n", "name: lab # 😀😀\n").replaceAll("\n", "\r\n");
  await show(page, { "pod.yaml": text });
  assert.equal(await panel.text.locator(".mark-critical").innerText(), "true");
  await panel.findingTree.getByRole("treeitem", { name: /critical: container/ }).click();
  await panel.finding.getByRole("button", { name: "Apply fix" }).click();
  await settled(page);
  assert.equal(await verdict(page), "Pass");
  assert.doesNotMatch(await panel.content.innerText(), /privileged/);
  await close();
});

test("bytes that are not UTF-8 are reported", async () => {
  const { page, panel, close } = await fresh();
  const bytes = Buffer.from([...Buffer.from("apiVersion: v1\nkind: Pod\n# "), 0xff, 0xfe, 0x00]);
  await clear(page);
  await choose(page, [{ name: "pod.yaml", buffer: bytes }]);
  await panel.lines.filter({ hasText: "This file is not UTF-8 text" }).waitFor();
  await settled(page);
  assert.equal(await verdict(page), "Incomplete");
  await close();
});

test("a zip archive is one platform, without its top folder", async () => {
  const { page, panel, close } = await fresh();
  const { strToU8, zipSync } = await import("fflate");
  const archive = zipSync({
    "clinic/pod.yaml": strToU8(pod()),
    "clinic/photo.jpg": new Uint8Array(9),
    "clinic/node_modules/a.yaml": strToU8("a: 1"),
  });
  await clear(page);
  await choose(page, [
    { name: "clinic.zip", mimeType: "application/zip", buffer: Buffer.from(archive) },
  ]);
  await file(page, "pod.yaml").waitFor();
  await settled(page);
  assert.equal(await verdict(page), "Pass");
  await openTab(page, "Not analysed");
  await panel.gapTree.getByText("clinic/photo.jpg").waitFor();
  await close();
});

test("an error in the policy is reported, and nothing is checked", async () => {
  const { page, panel, close } = await fresh();
  await openTab(page, "Options");
  await panel.options.getByRole("button", { name: "Add the policy file" }).click();
  await typeAtEnd(page, "fail_on: medium", "ish");
  await panel.refusal.getByText("Nothing was checked.").waitFor();
  assert.equal(await verdict(page), "Not checked");
  assert.ok((await panel.text.locator(".mark-problem").count()) > 0);
  for (let key = 0; key < 3; key += 1) await page.keyboard.press("Backspace");
  await settled(page);
  assert.equal(await verdict(page), "Fail");
  await close();
});

test("the policy file is completed from its schema", async () => {
  const { page, panel, close } = await fresh();
  await openTab(page, "Options");
  await panel.options.getByRole("button", { name: "Add the policy file" }).click();
  await panel.content.press("Control+End");
  // A key pressed right after the list opens goes to the text.
  await page.clock.install();
  await page.keyboard.type("fram");
  const matched = panel.completions.locator("li[aria-selected]", { hasText: "frameworks" });
  await matched.locator(".cm-completionMatchedText", { hasText: /^fram$/ }).waitFor();
  await page.clock.fastForward(1_000);
  await page.keyboard.press("Enter");
  await panel.lines.filter({ hasText: /^frameworks: $/ }).waitFor();
  await page.keyboard.type("[hip");
  await panel.completions.locator("li", { hasText: "hipaa-nprm-2025" }).waitFor();
  await close();
});

test("a check that is turned off finds nothing", async () => {
  const { page, panel, close } = await fresh();
  await panel.findingTree.getByRole("treeitem", { name: /critical: container/ }).click();
  await panel.finding.getByRole("button", { name: "Turn this check off" }).click();
  await settled(page);
  assert.ok(!(await messages(page)).some((each) => each.includes("is privileged")));
  await openTab(page, "Options");
  await panel.options.getByRole("button", { name: "Turn all on" }).click();
  await openTab(page, "Findings");
  await says(page, "container portal is privileged");
  await close();
});

test("the example of a check is opened by the URL, faulty and fixed", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page, panel } = await open(context, `${server.address}#example=host-network`);
  await panel.example.getByText("Only this check runs").waitFor();
  assert.equal((await messages(page)).length, 1);
  await panel.example.getByRole("button", { name: "Fixed" }).click();
  await settled(page);
  assert.equal((await messages(page)).length, 0);
  await context.close();
});

test("evidence for a control links to its line", async () => {
  const { page, panel, close } = await fresh();
  await openTab(page, "Controls");
  const tree = panel.controlTree;
  await tree.getByRole("treeitem", { name: /^risk management/ }).click();
  const evidence = tree.getByRole("treeitem", { name: /^evidence: .*:\d+$/ }).first();
  await reveal(page, tree, evidence);
  const [path = "", line = ""] = (await evidence.locator(".place").innerText()).split(":");
  await evidence.click();
  assert.equal(await panel.path.innerText(), path);
  assert.equal(await panel.text.locator(".cm-activeLineGutter").first().innerText(), line);
  await close();
});
