// The calls in a thread, in the installed package.
import assert from "node:assert/strict";
import { test } from "node:test";

import { AsepsisError, checkJson } from "asepsis";
import { Client, AsepsisError as Same } from "asepsis/worker";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";

/** Enough input that the call can be aborted before it ends. */
const LARGE = Array.from({ length: 40_000 }, () => POD).join("---\n");

test("calls give the same results as without a thread", async () => {
  const client = new Client();
  assert.equal(Same, AsepsisError);
  assert.equal(await client.checkJson({ "pod.yaml": POD }), checkJson({ "pod.yaml": POD }));
  const files = new Map([["pod.yaml", new TextEncoder().encode(POD)]]);
  assert.equal((await client.check(files)).verdict, "fail");
  assert.match(await client.render(POD, "text"), /hostPID/);
  const rendering = await client.renderYaml({ "pod.yaml": POD }, { origins: true });
  assert.match(rendering.text, /hostPID: true # pod.yaml:4\n/);
  const pod = { apiVersion: "v1", kind: "Pod", spec: { hostPID: true } };
  assert.equal((await client.checkResources(pod, { select: ["host-pid"] })).findings.length, 1);
  assert.ok((await client.checks()).length > 50);
  assert.equal((await client.explain("host-pid"))[0].id, "host-pid");
  assert.ok((await client.frameworks()).length > 3);
  assert.equal(await client.recognise("a.txt"), null);
  assert.equal(await client.isReadable("a.yaml"), true);
  assert.ok((await client.policySchema()).properties);
  assert.ok((await client.reportSchema()).properties);
  client.terminate();
});

test("invalid requests reject", async () => {
  const client = new Client();
  const error = await client.check(POD, { frameworks: ["hippa"] }).catch((error) => error);
  assert.ok(error instanceof AsepsisError);
  assert.deepEqual([error.code, error.hint], ["unknown-name", "did you mean `hipaa`?"]);
  await assert.rejects(client.check(3), { name: "AsepsisError", code: "wrong-type" });
  await assert.rejects(client.check(POD, { select: [() => {}] }), { name: "DataCloneError" });
  assert.equal((await client.check(POD)).verdict, "fail");
  client.terminate();
});

test("an aborted call ends, and the others continue", async () => {
  const client = new Client();
  await client.checks();
  const running = new AbortController();
  const waiting = new AbortController();
  const first = client.check(LARGE, {}, { signal: running.signal });
  const second = client.check(POD, {}, { signal: waiting.signal });
  const third = client.check(POD);
  waiting.abort();
  await assert.rejects(second, { name: "AbortError" });
  setTimeout(() => running.abort(), 20);
  const start = performance.now();
  await assert.rejects(first, { name: "AbortError" });
  assert.ok(performance.now() - start < 1000);
  assert.equal((await third).verdict, "fail");
  await assert.rejects(client.check(POD, {}, { signal: AbortSignal.abort() }), { name: "AbortError" });
  await assert.rejects(client.check(LARGE, {}, { signal: AbortSignal.timeout(20) }), {
    name: "TimeoutError",
  });
  client.terminate();
});

test("an internal error starts a new thread", async () => {
  const client = new Client();
  const fault = client._fault();
  const next = client.check(POD);
  await assert.rejects(fault, (error) => {
    assert.ok(error instanceof AsepsisError);
    assert.equal(error.code, "internal-error");
    assert.match(error.hint, /bug in asepsis/);
    return true;
  });
  assert.equal((await next).verdict, "fail");
  client.terminate();
});

test("a terminated client rejects pending calls, and can be used again", async () => {
  const client = new Client();
  const running = client.check(LARGE);
  client.terminate();
  await assert.rejects(running, { name: "AbortError" });
  assert.equal((await client.check(POD)).verdict, "fail");
  // No terminate: an idle thread does not keep the process alive.
});
