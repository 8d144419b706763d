/** How long the page is busy, in processor time, since other processes may use the machine. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { file, goToEnd, open, scroll, settled, show } from "./support/acts.js";
import { launch, serve } from "./support/browser.js";

/** The duration of a frame at 60 Hz, in milliseconds. */
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

/** Workloads in a file of at least this many lines. */
function long(lines) {
  let text = "";
  for (let number = 0; text.split("\n").length <= lines; number += 1) text += workload(number);
  return text;
}

/** The processor times of the page's main-thread tasks during some work, in milliseconds. */
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
  await goToEnd(page, "replicas");
  for (let key = 0; key < times; key += 1) {
    await page.keyboard.type("1");
    await settled(page);
  }
}

/** Fails if the page was busy for too long. */
function judge(t, busy) {
  const over = busy.filter((time) => time > FRAME);
  t.diagnostic(
    `${busy.length} tasks, the longest ${busy.slice(0, 5).map((time) => time.toFixed(1)).join(", ")} ms, ` +
      `${over.length} over ${FRAME} ms`,
  );
  // The limit of a long task in browsers; on a busy machine, more than a frame is accepted.
  assert.ok((busy[0] ?? 0) < 50, `the page was blocked for ${busy[0]} ms`);
  assert.ok(over.length <= busy.length / 20, `${over.length} tasks took longer than a frame`);
}

/** Runs in the page: counts messages to the worker, the only sign that a check begins. */
function countQuestions() {
  const { postMessage } = Worker.prototype;
  globalThis.asked = 0;
  Worker.prototype.postMessage = function (...words) {
    globalThis.asked += 1;
    return postMessage.apply(this, words);
  };
}

async function opened(lines) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(countQuestions);
  const { page, panel } = await open(context, server.address);
  await show(page, { "long.yaml": long(lines) });
  return { page, panel, close: () => context.close() };
}

test("a file of 5,000 lines does not block the page: typing, going through text and findings", async (t) => {
  const { page, panel, close } = await opened(5_000);
  // Warm-up: code that runs for the first time is slower.
  await type(page, 5);
  judge(t, await tasks(page, () => type(page, 10)));
  const scrolling = await tasks(page, async () => {
    for (const box of [panel.scroller, panel.findingTree]) {
      await box.hover();
      for (let turn = 0; turn < 15; turn += 1) await scroll(page, box, 500);
    }
  });
  judge(t, scrolling);
  await close();
});

test("a file of 5,000 lines is opened without blocking the page", async (t) => {
  const { page, close } = await opened(1_000);
  const text = long(5_000);
  judge(t, await tasks(page, () => show(page, { "longer.yaml": text })));
  await close();
});

test("the newest text is checked, even if a check is slow", async () => {
  const { page, close } = await opened(40_000);
  await goToEnd(page, "replicas");
  for (const key of "123456") {
    const before = await page.evaluate(() => globalThis.asked);
    await page.keyboard.type(key);
    // The next key is typed while this one is checked.
    await page.waitForFunction((count) => globalThis.asked > count, before);
  }
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("kind: [\n");
  const gap = file(page, "long.yaml").locator(".file-note.is-gap");
  await gap.waitFor({ timeout: 30_000 });
  await page.keyboard.press("Control+z");
  await gap.waitFor({ state: "detached", timeout: 30_000 });
  await close();
});

test("a file of 1,000 lines is checked again within 30 ms", async (t) => {
  const { page, panel, close } = await opened(1_000);
  const times = [];
  await goToEnd(page, "replicas");
  for (let key = 0; key < 15; key += 1) {
    await page.keyboard.type("1");
    await settled(page);
    times.push(Number.parseInt(await panel.verdict.locator(".verdict-time").innerText(), 10));
  }
  times.sort((a, b) => a - b);
  const [best = Number.NaN] = times;
  t.diagnostic(`best ${best} ms, median ${times[7]} ms, of ${times.length} runs: ${times.join(", ")}`);
  assert.ok(best <= 30, `the best run took ${best} ms`);
  await close();
});
