/** Makes the pictures of the README out of the built page: `npm run pictures`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { checked, launch, serve } from "../tests/support/browser.js";
import { packed } from "./png.js";

const FOLDER = fileURLToPath(new URL("../pictures/", import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** What a README can be asked to load. */
const LARGEST = 200 * 1024;

/** A template of Helm that nobody has rendered. */
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
await picture("hipaa", DESKTOP, "light", async (page) => {
  await page.getByRole("tab", { name: "Controls" }).click();
  await page.getByRole("group", { name: "frameworks" }).getByText("HIPAA").click();
  await page.getByRole("treeitem", { name: /^risk management/ }).waitFor();
  await page.getByRole("tree", { name: /controls/ }).hover();
  const control = page.getByRole("treeitem", { name: /164\.312\(e\)\(1\)/ });
  for (let turn = 0; turn < 60 && !(await control.isVisible()); turn += 1) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(30);
  }
  await control.click();
  await page.mouse.wheel(0, 220);
  await page.waitForTimeout(100);
  await page.getByRole("treeitem", { name: /^against it: the connection/ }).first().click();
});
await picture("not-analysed", DESKTOP, "light", async (page) => {
  await page.setInputFiles("input[type=file]", [
    file("identity.yaml", TEMPLATE),
    file("backup.yaml", "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: backup\n  labels: [\n"),
    file("notes.txt", "to do"),
  ]);
  await page.waitForTimeout(400);
  await page.getByRole("tab", { name: /Not analysed/ }).click();
  await page.getByRole("treeitem", { name: /identity\.yaml/ }).last().click();
});
await picture("phone", PHONE, "light", async (page) => {
  await page.getByRole("navigation", { name: "parts" }).getByText("Report").click();
  await page.locator(".row", { hasText: "is privileged" }).first().click();
});
await browser.close();
await server.close();

function file(name, text) {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

async function finding(page) {
  await page.getByRole("searchbox", { name: "filter findings" }).fill("production/postgres");
  await page.locator(".row", { hasText: "holds a credential" }).first().click();
}

async function picture(name, viewport, colorScheme, prepare) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(server.address);
  await checked(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /Ojala/ }).click();
  await page.waitForTimeout(500);
  await prepare(page);
  await page.waitForTimeout(400);
  await page.getByRole("button", { name: "dismiss" }).click({ timeout: 200 }).catch(() => undefined);
  const path = `${FOLDER}${name}.png`;
  const png = packed(await page.screenshot());
  writeFileSync(path, png);
  const size = png.length;
  console.log(`${name}: ${(size / 1024).toFixed(0)} KB`);
  if (size > LARGEST) throw new Error(`${name} is larger than ${LARGEST} bytes`);
  await context.close();
}
