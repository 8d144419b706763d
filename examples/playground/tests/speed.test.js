/** How long the page is busy. Processor time is measured, for others may use the machine too. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, show } from "./support/acts.js";
import { launch, serve } from "./support/browser.js";

/** A frame of sixty a second. */
const FRAME = 16;

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

function workload(number) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${number}
  namespace: clinic
  labels:
    app: service-${number}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: service-${number}
  template:
    metadata:
      labels:
        app: service-${number}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: service
          image: registry.example.org/clinic/service-${number}:1.${number}.0
          ports:
            - containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {cpu: 500m, memory: 256Mi}
---
`;
}

/** Some workloads, as a file of this many lines at least. */
function long(lines) {
  let text = "";
  for (let number = 0; text.split("\n").length <= lines; number += 1) text += workload(number);
  return text;
}

/** The tasks of the page's own thread during some work, by their processor time in milliseconds. */
async function tasks(page, work) {
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = traceEvents.filter(
    (event) => event.name === "thread_name" && event.args.name === "CrRendererMain",
  );
  const isPage = (event) =>
    threads.some((thread) => thread.pid === event.pid && thread.tid === event.tid);
  return traceEvents
    .filter((event) => event.name === "ThreadControllerImpl::RunTask" && isPage(event) && event.tdur !== undefined)
    .map((event) => event.tdur / 1000)
    .sort((a, b) => b - a);
}

async function type(page, times) {
  await page.locator(".cm-line", { hasText: "replicas" }).first().click();
  await page.keyboard.press("End");
  for (let key = 0; key < times; key += 1) {
    await page.keyboard.type("1");
    await page.waitForTimeout(200);
  }
}

/** Fails where the page was busy for longer than it may be. */
function judge(t, busy) {
  const over = busy.filter((time) => time > FRAME);
  t.diagnostic(
    `${busy.length} tasks, the longest ${busy.slice(0, 5).map((time) => time.toFixed(1)).join(", ")} ms, ` +
      `${over.length} over ${FRAME} ms`,
  );
  // What browsers themselves call long; on a machine that others use, more than a frame is no fault.
  assert.ok((busy[0] ?? 0) < 50, `the page was blocked for ${busy[0]} ms`);
  assert.ok(over.length <= busy.length / 20, `${over.length} tasks took longer than a frame`);
}

async function opened(lines) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page } = await open(context, server.address);
  await show(page, { "long.yaml": long(lines) });
  return { page, close: () => context.close() };
}

test("a file of 5,000 lines does not block the page: typing, going through text and findings", async (t) => {
  const { page, close } = await opened(5_000);
  // Code that runs for the first time is slower, and no habit.
  await type(page, 5);
  const busy = await tasks(page, async () => {
    await type(page, 10);
    for (const x of [600, 1200]) {
      await page.mouse.move(x, 500);
      for (let turn = 0; turn < 15; turn += 1) {
        await page.mouse.wheel(0, 500);
        await page.waitForTimeout(30);
      }
    }
  });
  judge(t, busy);
  await close();
});

test("a file of 5,000 lines is opened without blocking the page", async (t) => {
  const { page, close } = await opened(1_000);
  const text = long(5_000);
  judge(t, await tasks(page, () => show(page, { "longer.yaml": text })));
  await close();
});

test("what was typed last is what is checked, also where a check takes long", async () => {
  const { page, close } = await opened(40_000);
  await page.locator(".cm-line", { hasText: "replicas" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type("123456", { delay: 120 });
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("kind: [\n");
  await page.locator(".file-note.is-gap").waitFor({ timeout: 30_000 });
  await page.keyboard.press("Control+z");
  await page.locator(".file-note.is-gap").waitFor({ state: "detached", timeout: 30_000 });
  await close();
});

test("a file of 1,000 lines is checked again within 30 ms", async (t) => {
  const { page, close } = await opened(1_000);
  const times = [];
  await page.locator(".cm-line", { hasText: "replicas" }).first().click();
  await page.keyboard.press("End");
  for (let key = 0; key < 15; key += 1) {
    await page.keyboard.type("1");
    await page.waitForTimeout(250);
    times.push(Number.parseInt(await page.locator(".verdict-time").innerText(), 10));
  }
  times.sort((a, b) => a - b);
  const [best = Number.NaN] = times;
  t.diagnostic(`best ${best} ms, median ${times[7]} ms, of ${times.length} runs: ${times.join(", ")}`);
  assert.ok(best <= 30, `the best run took ${best} ms`);
  await close();
});
