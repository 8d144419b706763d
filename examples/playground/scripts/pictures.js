/** Makes the pictures of the README from the built page: `cargo dev generate pictures`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import {
  choose,
  open,
  openExamples,
  openRendered,
  openTab,
  reveal,
  scroll,
  settled,
} from "../tests/support/acts.js";
import { launch, serve } from "../tests/support/browser.js";
import { packed } from "./png.js";

const FOLDER = fileURLToPath(new URL("../pictures/", import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The maximum size of a picture in bytes. */
const LARGEST = 200 * 1024;

/** An unrendered Helm template. */
const TEMPLATE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-identity
spec:
  replicas: {{ .Values.identity.replicas }}
  template:
    spec:
      containers:
        - name: identity
          image: {{ .Values.identity.image }}
`;

const server = await serve();
const browser = await launch();
mkdirSync(FOLDER, { recursive: true });

await picture("desktop-light", DESKTOP, "light", finding);
await picture("desktop-dark", DESKTOP, "dark", finding);
await picture("hipaa", DESKTOP, "light", async (page, panel) => {
  await openTab(page, "Controls");
  await panel.controls.getByRole("group", { name: "frameworks" }).getByText("HIPAA").click();
  const row = (name) => panel.controlTree.getByRole("treeitem", { name });
  await row(/^risk management/).waitFor();
  const control = row(/164\.312\(e\)\(1\)/);
  await reveal(page, panel.controlTree, control);
  await control.click();
  await panel.controlTree.hover();
  await scroll(page, panel.controlTree, 220);
  await row(/^against it: .*connection/).first().click();
});
await picture("not-analysed", DESKTOP, "light", async (page, panel) => {
  const file = (name, text) => ({ name, buffer: Buffer.from(text) });
  await choose(page, [
    file("notes.txt", "to do"),
    file("identity.yaml", TEMPLATE),
    file("backup.yaml", "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: backup\n  labels: [\n"),
  ]);
  await panel.notice.getByText("Added 3 files").waitFor();
  await openTab(page, "Not analysed");
  const template = panel.gapTree.getByRole("treeitem", { name: /identity\.yaml/ }).last();
  await reveal(page, panel.gapTree, template);
  await template.click();
});
await picture("rendered", DESKTOP, "light", async (page, panel) => {
  await openRendered(page);
  await panel.rendered.getByLabel("environment").selectOption("prod");
  await panel.rendered.getByLabel("object").selectOption({ label: "Deployment referrals" });
  await panel.column("result").lines.filter({ hasText: "privileged: true" }).first().click();
  await panel.rendered.getByLabel("file of base").selectOption("kustomize/base/deployment.yaml");
});
const openChart = async (page, panel) => {
  await openExamples(page);
  await panel.examples.getByRole("button", { name: /A chart/ }).click();
  await settled(page);
  const parts = panel.parts.getByText("Report");
  if (await parts.isVisible()) await parts.click();
  await panel.findingTree.getByRole("treeitem", { name: /is privileged/ }).first().click();
  await panel.finding.getByRole("button", { name: "Show rendered" }).click();
  await panel.column("result").chain.first().waitFor();
};
await picture("chart", DESKTOP, "light", openChart);
await picture("chart-phone", PHONE, "dark", openChart);
await picture("phone", PHONE, "light", async (page, panel) => {
  await panel.parts.getByText("Report").click();
  await panel.findingTree.getByRole("treeitem", { name: /is privileged/ }).first().click();
});
await browser.close();
await server.close();

async function finding(page, panel) {
  await panel.findings.getByRole("searchbox", { name: "filter findings" }).fill("production/postgres");
  await panel.findingTree.getByRole("treeitem", { name: /credential/ }).first().click();
}

async function picture(name, viewport, colorScheme, prepare) {
  const context = await browser.newContext({ viewport, colorScheme });
  const { page, panel } = await open(context, server.address);
  await openExamples(page);
  await panel.examples.getByRole("button", { name: /Ojala/ }).click();
  await settled(page);
  await prepare(page, panel);
  await settled(page);
  const dismiss = panel.notice.getByRole("button", { name: "dismiss" });
  if (await dismiss.isVisible()) await dismiss.click();
  const path = `${FOLDER}${name}.png`;
  const png = packed(await page.screenshot());
  writeFileSync(path, png);
  const size = png.length;
  console.log(`${name}: ${(size / 1024).toFixed(0)} KB`);
  if (size > LARGEST) throw new Error(`${name} is larger than ${LARGEST} bytes`);
  await context.close();
}
