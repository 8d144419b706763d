/** Use by keyboard, on a phone, in the dark and with a screen reader; sharing; network requests. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { strToU8, zipSync } from "fflate";

import {
  add,
  choose,
  clear,
  closeDialog,
  file,
  open,
  openExamples,
  openRendered,
  openShare,
  openTab,
  pod,
  reveal,
  says,
  settled,
  show,
  verdict,
} from "./support/acts.js";
import { launch, serve } from "./support/browser.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function fresh(settings = DESKTOP, fragment = "") {
  const context = await browser.newContext(settings);
  const opened = await open(context, server.address + fragment);
  return { ...opened, context, close: () => context.close() };
}

test("findings are navigated, fixed and filtered by keyboard", async () => {
  const { page, panel, close } = await fresh();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  for (let step = 0; step < 40 && (await focused()) !== "findings"; step += 1) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await focused(), "findings");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const active = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute("aria-activedescendant");
      return id ? document.getElementById(id)?.textContent : null;
    });
  assert.match((await active()) ?? "", /^critical: container .* is privilegedportal\.yaml:\d+/);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "finding");
  for (let step = 0; step < 10; step += 1) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement?.textContent);
    if (name === "Apply fix") break;
  }
  await page.keyboard.press("Enter");
  await settled(page);
  assert.equal(await panel.text.locator(".mark-critical").count(), 0);
  await panel.findings.getByRole("searchbox", { name: "filter findings" }).focus();
  await page.keyboard.type("password");
  const rows = panel.findingTree.getByRole("treeitem", { level: 2 });
  assert.equal(await rows.filter({ hasText: "credential" }).count(), 1);
  await close();
});

test("F8 goes from finding to finding in the text", async () => {
  const { page, panel, close } = await fresh();
  await panel.content.focus();
  await page.keyboard.press("F8");
  const message = panel.finding.locator(".detail-message");
  const first = await message.innerText();
  await panel.content.focus();
  await page.keyboard.press("F8");
  assert.notEqual(await message.innerText(), first);
  await close();
});

test("a group is closed and opened by keyboard", async () => {
  const { page, panel, close } = await fresh();
  await panel.findingTree.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  const group = panel.findingTree.getByRole("treeitem", { name: /^critical 1 finding/ });
  assert.equal(await group.getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowRight");
  assert.equal(await group.getAttribute("aria-expanded"), "true");
  await close();
});

test("files are made, renamed and deleted", async () => {
  const { page, panel, close } = await fresh();
  await panel.files.getByRole("button", { name: "New" }).click();
  await panel.files.getByLabel("name of the new file").and(panel.focused).waitFor();
  await page.keyboard.type("more/pod.yaml");
  await page.keyboard.press("Enter");
  await panel.path.filter({ hasText: "more/pod.yaml" }).waitFor();
  await panel.content.click();
  await page.keyboard.insertText(pod("        privileged: true\n"));
  await settled(page);
  await panel.fileTree.getByRole("treeitem", { name: /^pod\.yaml .*critical/ }).waitFor();
  await panel.openFile.getByRole("button", { name: "Rename" }).click();
  await panel.files.getByLabel("new name of more/pod.yaml").and(panel.focused).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("lab.yaml");
  await page.keyboard.press("Enter");
  await file(page, "lab.yaml").waitFor();
  await panel.openFile.getByRole("button", { name: "Delete" }).click();
  await settled(page);
  assert.equal(await file(page, "lab.yaml").count(), 0);
  await panel.notice.getByRole("button", { name: "Undo" }).click();
  await file(page, "lab.yaml").waitFor();
  await close();
});

test("files are dropped anywhere on the page", async () => {
  const { page, panel, close } = await fresh();
  // From an archive only readable file types are added; a file that is dropped by itself always is.
  const archive = [...zipSync({ "notes.txt": strToU8("?") })];
  const given = { text: pod("        privileged: true\n"), archive };
  await page.evaluate(({ text, archive }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "dropped.yaml"));
    dataTransfer.items.add(new File([Uint8Array.from(archive)], "notes.zip"));
    const init = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("dragover", init));
    document.body.dispatchEvent(new DragEvent("drop", init));
  }, given);
  await panel.fileTree.getByRole("treeitem", { name: /^dropped\.yaml .*critical/ }).waitFor();
  await panel.notice.getByText("Added 1 file; left out 1, see Not analysed").waitFor();
  await close();
});

test("findings are grouped by file, resource and control", async () => {
  const { page, panel, close } = await fresh();
  const groups = {
    file: /^portal\.yaml \d+ findings/,
    resource: /^Deployment clinic\/patient-portal \d+ findings/,
    control: /^cis-kubernetes:5\.2\.2 \d+ findings/,
  };
  for (const [grouping, name] of Object.entries(groups)) {
    await panel.findings.getByLabel("Group by").selectOption(grouping);
    const tree = panel.findingTree;
    await reveal(page, tree, tree.getByRole("treeitem", { name, level: 1 }));
  }
  await close();
});

test("a link restores the files without their secrets", async () => {
  const { page, panel, context, close } = await fresh();
  const secret = "7hT2kQv9Lm";
  const data = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: portal\nstringData:\n  pin: hunter22x\n";
  await show(page, {
    "a.yaml": pod(`      env:\n        - name: DB_PASSWORD\n          value: ${secret}\n`),
    // The same value where it is not marked as a secret.
    "secret.yaml": `${data}# as in the database: ${secret}\n`,
    // Encoded in base64, split over lines, and as a part of a URL.
    "more.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  key: N2hUMmtRdjlMbQ==\n`,
    "web.env": `DATABASE_URL=postgres://app:${secret}@db/records\nAPI_TOKEN="${secret}\n${secret}"\n`,
    "broken.yaml": `apiVersion: v1\nkind: Secret\nstringData: {a: ${secret}}\n---\ndata: [\n`,
  });
  await openShare(page);
  const dialog = panel.share;
  await dialog.getByText("6 secret values redacted").waitFor();
  // A file that could not be read is left out and cannot be selected.
  const broken = dialog.getByLabel("share broken.yaml");
  assert.deepEqual([await broken.isChecked(), await broken.isDisabled()], [false, true]);
  await dialog.getByText(/^left out: line \d+: not read in full/).waitFor();
  await dialog.getByRole("button", { name: /^a\.yaml/ }).click();
  const changes = dialog.getByRole("list", { name: "redactions in a.yaml" });
  assert.match(await changes.innerText(), /^line \d+ \w+ REDACTED$/);
  const preview = await dialog.locator(".share-preview").innerText();
  assert.match(preview, /value: REDACTED/);
  assert.doesNotMatch(preview, new RegExp(secret));
  const link = await dialog.getByLabel("link", { exact: true }).inputValue();
  assert.ok(link.startsWith(`${server.address}#share=`));

  const other = await open(context, link);
  assert.equal(await other.panel.fileTree.getByRole("treeitem").count(), 4);
  const texts = [];
  for (const name of ["a.yaml", "more.yaml", "secret.yaml", "web.env"]) {
    await file(other.page, name).click();
    await other.panel.path.filter({ hasText: name }).waitFor();
    texts.push(await other.panel.content.innerText());
  }
  assert.ok(texts.every((text) => /REDACTED|UkVEQUNURUQ=/.test(text)));
  assert.ok(texts.some((text) => text.includes("postgres://app:REDACTED@db/records")));
  assert.ok(texts.every((text) => !text.includes(secret) && !text.includes("hunter22x")));
  assert.deepEqual(other.faults, []);
  await close();
});

test("a truncated link is reported", async () => {
  const { page, panel, close } = await fresh(DESKTOP, "#share=1.abcdef");
  await panel.notice.getByText("Cannot read the link").waitFor();
  assert.equal(await verdict(page), "Fail");
  await close();
});

test("reports are saved as JSON, SARIF and Markdown, and the files as zip", async () => {
  const { page, panel, close } = await fresh();
  const starts = { JSON: '{"schema_version":2', SARIF: '{"$schema"', Markdown: "# " };
  for (const [format, start] of Object.entries(starts)) {
    await panel.actions.getByRole("button", { name: "Export" }).click();
    const waiting = page.waitForEvent("download");
    await panel.actions.getByRole("menuitem", { name: `Report as ${format}` }).click();
    const text = readFileSync(await (await waiting).path(), "utf8");
    assert.ok(text.startsWith(start), `${format}: ${text.slice(0, 60)}`);
    if (format === "JSON") assert.ok(JSON.parse(text).controls.length > 50);
  }
  await panel.actions.getByRole("button", { name: "Export" }).click();
  const waiting = page.waitForEvent("download");
  await panel.actions.getByRole("menuitem", { name: "Files as zip" }).click();
  assert.equal(readFileSync(await (await waiting).path()).subarray(0, 2).toString(), "PK");
  await close();
});

test("no request is sent after the page has loaded", async () => {
  const context = await browser.newContext(DESKTOP);
  const requests = [];
  context.on("request", (request) => requests.push(request.url()));
  const { page, panel, faults } = await open(context, server.address);
  assert.ok(requests.length > 3);
  assert.ok(requests.every((address) => address.startsWith(server.address)));
  requests.length = 0;
  for (const name of ["Controls", "Not analysed", "Options", "Findings"]) await openTab(page, name);
  await panel.findingTree.getByRole("treeitem", { name: /critical: container/ }).click();
  await panel.finding.getByRole("button", { name: "Apply fix" }).click();
  await panel.content.press("Control+f");
  await openExamples(page);
  await panel.examples.getByRole("button", { name: /Ojala/ }).click();
  await settled(page);
  await openShare(page);
  await closeDialog(page);
  await show(page, { "pod.yaml": pod() });
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
  // And none can be: the Content-Security-Policy of the page forbids it, and the browser reports that.
  const said = page.waitForEvent("console", (message) =>
    message.text().includes("Content Security Policy"),
  );
  const refused = await page.evaluate(() =>
    fetch("http://127.0.0.1:9/").then(
      () => "sent",
      () => "refused",
    ),
  );
  assert.equal(refused, "refused");
  await said;
  assert.ok(faults.some((fault) => fault.includes("Content Security Policy")));
  await context.close();
});

test("a worker that is ended starts again", async () => {
  const { page, panel, close } = await fresh();
  const [worker] = page.workers();
  assert.ok(worker);
  const ended = worker.waitForEvent("close");
  await worker.evaluate(() => setTimeout(() => { throw new Error("ended by the test"); })).catch(() => undefined);
  await ended;
  await panel.content.click();
  await page.keyboard.type("#");
  await settled(page);
  await page.keyboard.type("#");
  await settled(page);
  assert.equal(await verdict(page), "Fail");
  await close();
});

/** The violations that axe finds on the page, as text. */
async function flaws(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`contrast and roles are right: ${colorScheme}`, async () => {
    const { page, panel, close } = await fresh({ ...DESKTOP, colorScheme });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground, colorScheme === "dark" ? "rgb(16, 21, 23)" : "rgb(244, 246, 246)");
    await panel.findingTree.getByRole("treeitem", { name: /critical: container/ }).click();
    await panel.finding.waitFor();
    assert.deepEqual(await flaws(page), []);
    for (const name of ["Controls", "Not analysed", "Options"]) {
      await openTab(page, name);
      assert.deepEqual(await flaws(page), []);
    }
    for (const openDialog of [openExamples, openRendered, openShare]) {
      await openDialog(page);
      assert.deepEqual(await flaws(page), []);
      await closeDialog(page);
    }
    await panel.actions.getByRole("button", { name: "Export" }).click();
    await panel.actions.getByRole("menu", { name: "export" }).waitFor();
    assert.deepEqual(await flaws(page), []);
    await close();
  });
}

test("the switch overrides the system, and is stored", async () => {
  const { page, panel, context, close } = await fresh({ ...DESKTOP, colorScheme: "light" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await panel.actions.getByRole("button", { name: "switch between light and dark" }).click();
  assert.equal(await ground(), "rgb(16, 21, 23)");
  await page.reload();
  await settled(page);
  assert.equal(await ground(), "rgb(16, 21, 23)");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.equal(kept, '{"appearance":"dark"}');
  assert.deepEqual(await context.cookies(), []);
  await close();
});

test("on a phone nothing is wider than the screen, and everything is reachable", async () => {
  const { page, panel, close } = await fresh(PHONE);
  const isWider = () =>
    page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  for (const part of ["Files", "Text", "Report"]) {
    await panel.parts.getByRole("button", { name: part }).click();
    assert.equal(await isWider(), false, part);
  }
  for (const name of ["Controls", "Not analysed", "Options", "Findings"]) {
    await openTab(page, name);
    assert.equal(await isWider(), false, name);
    const tabs = panel.tabs.getByRole("tab");
    const boxes = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().right));
    assert.ok(Math.max(...boxes) <= 390, `tabs end at ${Math.max(...boxes)}`);
  }
  assert.deepEqual(await flaws(page), []);
  await panel.findingTree.getByRole("treeitem", { name: /critical: container/ }).click();
  await panel.finding.getByRole("button", { name: "Apply fix" }).click();
  await settled(page);
  await openShare(page);
  assert.equal(await isWider(), false);
  await closeDialog(page);
  await says(page, "credential");

  await openExamples(page);
  await panel.examples.getByRole("button", { name: /A chart/ }).click();
  await settled(page);
  await openRendered(page);
  await panel.rendered.getByRole("button", { name: "next finding" }).click();
  await panel.column("values").chain.first().waitFor();
  assert.equal(await isWider(), false, "rendered");
  const right = await panel.rendered.evaluate((box) => box.scrollWidth - box.clientWidth);
  assert.equal(right, 0, "the dialog is not scrolled sideways");
  assert.deepEqual(await flaws(page), []);
  await close();
});

test("nothing to check is not a pass, and the verdict says so", async () => {
  const { page, panel, close } = await fresh();
  const spoken = panel.verdict.getByRole("status");
  const files = { "pod.yaml": "", "b.yaml": "# all of it\n", ".env": "# A=b\n", "compose.yaml": "services: {}\n", "notes.txt": "hello" };
  for (const [name, text] of Object.entries(files)) {
    await show(page, { [name]: text });
    assert.equal(await verdict(page), "Incomplete", name);
    assert.match(await spoken.innerText(), /Nothing to check: no file contains a resource or a setting$/, name);
  }
  await clear(page);
  await settled(page);
  assert.match(await spoken.innerText(), /Nothing to check: no files$/);
  assert.notEqual(await verdict(page), "Pass");
  await close();
});

test("an outdated verdict is marked while a check runs", async () => {
  const { page, panel, close } = await fresh();
  const many = Array.from({ length: 1500 }, (_, index) => pod().replaceAll("lab", `lab${index}`));
  await add(page, { "many.yaml": many.join("---\n") });
  // Without a wait: the check of this input takes longer than the observation.
  await panel.content.click();
  await page.evaluate(() => { globalThis.seen = new Promise((resolve) => {
    const group = document.querySelector(".verdict");
    const look = () => {
      if (group?.getAttribute("aria-busy") !== "true") return;
      observer.disconnect();
      const spoken = group.querySelector("[role=status]")?.textContent ?? "";
      resolve([group.classList.contains("is-old"), group.textContent, spoken]);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { attributes: true, subtree: true, childList: true });
  }); });
  await page.keyboard.type("#");
  const [isOld, text, spoken] = await page.evaluate(() => globalThis.seen);
  assert.equal(isOld, true);
  assert.match(text, /checking…$/);
  assert.doesNotMatch(spoken, /checking/);
  await settled(page);
  assert.equal(await panel.verdict.locator(".verdict-due").count(), 0);
  await close();
});

test("the verdict is announced when it changes", async () => {
  const { page, panel, close } = await fresh();
  const spoken = panel.verdict.getByRole("status");
  assert.match(await spoken.innerText(), /^Fail:\s+\d+ findings at or above medium/);
  await show(page, { "pod.yaml": pod() });
  assert.match(await spoken.innerText(), /^Pass:\s+0 findings/);
  assert.equal(await spoken.getAttribute("aria-live"), "polite");
  await close();
});

test("overlay, base and result are side by side, and a line of the result shows its origin", async () => {
  const { page, panel, close } = await fresh();
  const files = {
    "base/kustomization.yaml": "resources: [rota.yaml]\n",
    "base/rota.yaml": pod().replace("kind: Pod", "kind: Pod # base"),
    "overlays/dev/kustomization.yaml": "resources: [../../base]\nnamespace: dev\n",
    "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: ward\n",
  };
  await clear(page);
  await choose(page, Object.entries(files).map(([name, text]) => ({ name, buffer: Buffer.from(text) })));
  await file(page, "rota.yaml").waitFor();
  await settled(page);
  await openRendered(page);
  const { rendered, column } = panel;
  await rendered.getByLabel("environment").selectOption("prod");
  await column("result").lines.filter({ hasText: "namespace: ward" }).first().click();
  assert.equal(await column("overlay").chain.innerText(), "namespace: ward");
  assert.equal(await column("base").chain.count(), 0);
  await column("result").lines.filter({ hasText: "kind: Pod" }).first().click();
  assert.equal(await column("base").chain.innerText(), "kind: Pod # base");
  assert.equal(await column("overlay").chain.count(), 0);
  await rendered.getByLabel("environment").selectOption("dev");
  await column("result").lines.filter({ hasText: "namespace: dev" }).first().waitFor();
  await close();
});

const CHART = {
  "Chart.yaml": "apiVersion: v2\nname: rota\nversion: 0.1.0\n",
  "values.yaml": "image: registry.example.org/rota:1.0\nsecurity: {}\n",
  "values-dev.yaml": "image: registry.example.org/rota:latest\n",
  "values-prod.yaml": "security:\n  privileged: true\n",
  "templates/pod.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
spec:
  containers:
    - name: rota
      image: {{ .Values.image }}
      {{- with .Values.security }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
`,
};

/** Drops a folder: entries of a folder cannot be made by a script, so that they are replaced. */
function dropFolder(page, folder, files) {
  return page.evaluate(([folder, files]) => {
    const root = { children: new Map() };
    for (const [name, text] of Object.entries(files)) {
      const parts = name.split("/");
      const last = parts.pop();
      let at = root;
      for (const part of parts) {
        if (!at.children.has(part)) at.children.set(part, { children: new Map() });
        at = at.children.get(part);
      }
      at.children.set(last, { file: new File([text], last) });
    }
    const entry = (name, path, node) => ({
      name,
      fullPath: path,
      isDirectory: node.children !== undefined,
      file: (resolve) => resolve(node.file),
      createReader: () => {
        const all = [...(node.children ?? [])].map(([key, child]) => entry(key, `${path}/${key}`, child));
        return { readEntries: (resolve) => resolve(all.splice(0, 2)) };
      },
    });
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([], folder));
    const whole = entry(folder, `/${folder}`, root);
    DataTransferItem.prototype.webkitGetAsEntry = () => whole;
    const init = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", init));
  }, [folder, files]);
}

/** A tar archive in gzip, as `helm package` writes it. */
function tgz(files) {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write("0000644\0", 100);
    header.write("0000000\0", 108);
    header.write("0000000\0", 116);
    header.write(content.length.toString(8).padStart(11, "0"), 124);
    header.write("00000000000\0", 136);
    header.fill(" ", 148, 156);
    header.write("0", 156);
    header.write("ustar\u000000", 257);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

test("template, values and result of a dropped chart are side by side for each environment", async () => {
  const { page, panel, faults, close } = await fresh();
  await clear(page);
  await dropFolder(page, "rota", CHART);
  await file(page, "pod.yaml").waitFor();
  await settled(page);
  await openRendered(page);
  const { rendered, column } = panel;
  const environment = rendered.getByLabel("environment");
  assert.deepEqual(await environment.locator("option").allInnerTexts(), ["default", "dev", "prod"]);

  await environment.selectOption("dev");
  const image = column("result").lines.filter({ hasText: "image:" });
  assert.match(await image.innerText(), /rota:latest$/);
  await image.click();
  assert.equal(await column("template").chain.innerText(), "      image: {{ .Values.image }}");
  assert.equal(await column("values").chain.innerText(), "image: registry.example.org/rota:latest");
  assert.equal(await column("values").chain.getAttribute("data-chain"), "edit");

  // The value is another one in production; the line of the template stays selected.
  await column("template").lines.filter({ hasText: "image:" }).click();
  await environment.selectOption("prod");
  await column("result").lines.filter({ hasText: "rota:1.0" }).waitFor();
  assert.match(await column("result").chain.innerText(), /rota:1\.0$/);
  assert.equal(await column("values").chain.innerText(), "image: registry.example.org/rota:1.0");
  assert.deepEqual(faults, []);
  await close();
});

test("a finding on a chart shows the value that is read, the template and the rendered line", async () => {
  const { page, panel, close } = await fresh();
  await clear(page);
  await dropFolder(page, "rota", CHART);
  await file(page, "pod.yaml").waitFor();
  await settled(page);
  await panel.findingTree.getByRole("treeitem", { name: /is privileged/ }).click();
  await panel.finding.getByRole("button", { name: "Show rendered" }).click();
  const { rendered, column } = panel;
  await column("result").chain.waitFor();
  assert.equal(await rendered.getByLabel("environment").inputValue(), "prod");
  assert.equal((await column("result").chain.innerText()).trim(), "privileged: true");
  assert.equal((await column("values").chain.first().innerText()).trim(), "privileged: true");
  assert.equal((await column("template").chain.first().innerText()).trim(), "{{- toYaml . | nindent 8 }}");
  const chain = rendered.getByRole("region", { name: "chain" });
  await chain.getByText("container rota is privileged").waitFor();
  const links = (await chain.getByRole("listitem").allInnerTexts()).map((each) => each.replace(/\s+/g, " "));
  assert.match(links[0], /^values-prod\.yaml:2 ?fix here$/);
  assert.match(links[1], /^templates\/pod\.yaml:11$/);
  assert.match(links[2], /^Pod rota, line \d+$/);
  assert.deepEqual(await flaws(page), []);

  // By keyboard: the next finding, and the lines of the result.
  await rendered.getByRole("button", { name: "next finding" }).press("Enter");
  await chain.getByText("is privileged").waitFor({ state: "detached" });
  await column("result").content.focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  for (const name of ["result", "template"]) {
    await column(name).chain.filter({ hasText: /^apiVersion: v1$/ }).waitFor();
  }
  // A place of the chain is opened in the editor.
  await chain.getByRole("button", { name: "templates/pod.yaml:1" }).click();
  await panel.path.filter({ hasText: "templates/pod.yaml" }).waitFor();
  await close();
});

test("the files of a chart archive are shown and cannot be edited", async () => {
  const { page, panel, faults, close } = await fresh();
  await clear(page);
  const packed = Object.fromEntries(Object.entries(CHART).map(([name, text]) => [`rota/${name}`, text]));
  const outside = { "../outside.yaml": pod(), "/root.yaml": pod() };
  await choose(page, [{ name: "rota-0.1.0.tgz", buffer: tgz({ ...packed, ...outside }) }]);
  await file(page, "values-prod.yaml").click();
  await panel.path.filter({ hasText: "rota-0.1.0.tgz/rota/values-prod.yaml" }).waitFor();
  const names = await panel.fileTree.getByRole("treeitem").allInnerTexts();
  assert.ok(names.every((name) => !/outside|root\.yaml/.test(name)), JSON.stringify(names));
  await panel.text.getByText("read-only").waitFor();
  await panel.content.click();
  await page.keyboard.type("edited");
  assert.equal((await panel.content.innerText()).trim(), CHART["values-prod.yaml"].trim());
  await settled(page);
  await panel.findingTree.getByRole("treeitem", { name: /is privileged/ }).click();
  await panel.finding.getByRole("button", { name: "Show rendered" }).click();
  const { column } = panel;
  await column("result").chain.waitFor();
  assert.equal((await column("result").chain.innerText()).trim(), "privileged: true");
  assert.equal((await column("values").chain.first().innerText()).trim(), "privileged: true");
  assert.equal((await column("template").chain.first().innerText()).trim(), "{{- toYaml . | nindent 8 }}");
  await closeDialog(page);
  await panel.files.getByRole("group", { name: "the open archive" }).getByRole("button", { name: "Delete" }).click();
  await panel.fileTree.waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
  await close();
});
