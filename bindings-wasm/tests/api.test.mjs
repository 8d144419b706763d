// Results and errors of the calls, in the installed package.
import { gzipSync } from "node:zlib";
import assert from "node:assert/strict";
import { test } from "node:test";

import init, * as asepsis from "asepsis";

const { AsepsisError, Checker, check, checkJson, checkResources, explain, render, renderYaml } = asepsis;

const POD = `apiVersion: v1
kind: Pod
metadata: {name: probe}
spec:
  hostPID: true
  containers: [{name: app, image: "registry.example/app:1.4.2"}]
`;

/** The error of a request. */
function refused(request) {
  try {
    request();
  } catch (error) {
    assert.ok(error instanceof AsepsisError, String(error));
    assert.ok(error instanceof Error);
    assert.equal(error.name, "AsepsisError");
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("a finding has its exact location", () => {
  const { findings, verdict } = check({ "pod.yaml": POD });
  const found = findings.find((finding) => finding.check === "host-pid");
  assert.equal(verdict, "fail");
  assert.equal(found.location.path, "pod.yaml");
  assert.deepEqual(found.location.start, { line: 5, column: 12, byte: 66 });
  assert.equal(found.location.pointer, "/spec/hostPID");
});

test("text, bytes, objects, maps, pairs and generators are the same inputs", () => {
  const bytes = new TextEncoder().encode(POD);
  function* pairs() {
    yield ["pod.yaml", POD];
  }
  const expected = checkJson({ "pod.yaml": POD });
  const ways = [
    { "pod.yaml": bytes },
    new Map([["pod.yaml", POD]]),
    [["pod.yaml", bytes.buffer]],
    [["pod.yaml", Buffer.from(bytes)]],
    pairs(),
  ];
  for (const inputs of ways) assert.equal(checkJson(inputs), expected);
  assert.equal(checkJson(POD), checkJson(bytes));
  assert.equal(check(POD, { name: "pod.yaml" }).inputs[0].path, "pod.yaml");
});

test("texts lose their secrets and nothing else", () => {
  const [env, broken] = new Checker().redact({
    ".env": "A=b\nDB_PASSWORD=nW4xq8ZtR2m # note\n",
    "broken.yaml": "apiVersion: v1\nkind: Secret\nstringData: {a: nW4xq8ZtR2m\n",
  });
  assert.equal(env.text, "A=b\nDB_PASSWORD=REDACTED # note\n");
  assert.deepEqual(env.changes.map(({ line, key }) => [line, key]), [[2, "DB_PASSWORD"]]);
  assert.equal(broken.text, undefined);
  assert.match(broken.refused.why, /not read in full/);
});

test("what is checked is rendered without its secrets", () => {
  const files = {
    "base/kustomization.yaml": "resources: [pod.yaml]\n",
    "base/pod.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {mode: 'on'}}\nspec:\n  containers:\n  - name: a\n    env: [{name: DB_PASSWORD, value: nW4xq8ZtR2m}]\n",
    "overlays/dev/kustomization.yaml": "resources: [../../base]\n",
    "overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: clinic\n",
  };
  const all = renderYaml(files);
  assert.deepEqual(all.environments.map(({ name }) => name), ["dev", "prod"]);
  assert.ok(all.is_complete && all.has_masked && !all.has_unresolved);
  assert.deepEqual(all.problems, []);
  assert.ok(all.text.startsWith("# Secrets are masked: this output cannot be applied.\n"));
  assert.ok(!JSON.stringify(all).includes("nW4xq8ZtR2m"));
  assert.match(all.text, /      value: "\*{8}"\n/);
  const asked = { environment: "prod", origins: true, show_secrets: true };
  const prod = new Checker().renderYaml(files, asked);
  assert.match(prod.text, /      value: nW4xq8ZtR2m # base\/pod.yaml:7\n/);
  assert.match(prod.text, /  namespace: clinic # overlays\/prod\/kustomization.yaml:2\n/);
  assert.match(prod.text, /    mode: "on" # /);
  const [{ text, origins }] = prod.environments;
  const line = text.split("\n").findIndex((each) => each.startsWith("  namespace: clinic")) + 1;
  const { location } = origins.find((origin) => origin.line === line);
  assert.deepEqual([location.path, location.start.line], ["overlays/prod/kustomization.yaml", 2]);
  assert.ok(all.environments.every((one) => one.origins === undefined));
  const { hint } = refused(() => renderYaml(files, { environment: "staging" }));
  assert.equal(hint, "expected one of dev, prod");
  const broken = renderYaml({ "kustomization.yaml": "resources: [missing.yaml]\n" });
  assert.ok(!broken.is_complete && broken.problems.length === 1);
});

test("charts are rendered for a release, also from an archive", () => {
  const files = {
    "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n",
    "templates/all.yaml":
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-{{ .Values.image }}\n  namespace: {{ .Release.Namespace }}-{{ .Capabilities.APIVersions.Has "a/v1" }}\n',
    "values.yaml": "image: one\n",
    "other.yaml": "image: two\n",
  };
  const names = ({ text }) => [...text.matchAll(/name(?:space)?: (.*)/g)].map(([, name]) => name);
  assert.deepEqual(names(renderYaml(files)), ["app-one", "default-false"]);
  const policy = { helm: { release: "ehr", namespace: "clinic", api_versions: ["a/v1"] } };
  assert.deepEqual(names(renderYaml(files, {}, { policy })), ["ehr-one", "clinic-true"]);
  const release = { values: "other.yaml", release: "lab", namespace: "ward", api_versions: ["a/v1"] };
  assert.deepEqual(names(new Checker().renderYaml(files, release)), ["lab-two", "ward-true"]);
  const asked = { ...release, set: ["image=three"] };
  assert.deepEqual(names(renderYaml(files, asked)), ["lab-three", "ward-true"]);
  const packed = { "app-1.0.0.tgz": gzipSync(tar("app", files)) };
  assert.deepEqual(names(renderYaml(packed)), ["app-one", "default-false"]);
});

/** The files of a folder as a tar archive. */
function tar(folder, files) {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const header = Buffer.alloc(512);
    header.write(`${folder}/${path}`, 0);
    header.write("0000644\0", 100);
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        0ustar\x0000", 148);
    const sum = header.reduce((sum, byte) => sum + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, Buffer.from(text), Buffer.alloc(-Buffer.byteLength(text) & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

test("a part of a larger buffer is read alone", () => {
  const whole = new TextEncoder().encode(`xx${POD}yy`);
  assert.equal(checkJson(whole.subarray(2, whole.length - 2)), checkJson(POD));
});

test("context is read for its values and never judged", () => {
  const compose = 'services: {lab: {image: "lab:${RELEASE}", ports: ["${BIND}:80:80"]}}\n';
  const variables = "RELEASE=2.2\nBIND=127.0.0.1\nPASSWORD=vK3m-9qTz\n";
  const files = { "compose.yaml": compose, "a/.env": "", ".env": variables };
  const found = (options) => check(files, options).findings;
  assert.ok(found({}).some((finding) => finding.check === "secret-in-dotenv"));
  for (const context of [".env", [".env"], [".env", "a/.env"]]) {
    assert.ok(found({ context }).every(({ location }) => location.path === "compose.yaml"));
    const [input] = check(files, { context }).inputs;
    assert.deepEqual([input.path, input.status], [".env", "excluded"]);
  }
  const error = refused(() => check(files, { context: [".envs"] }));
  assert.deepEqual([error.code, error.hint], ["unknown-name", "did you mean `.env`?"]);
});

test("invalid input never throws", () => {
  const broken = check({ "a.yaml": "apiVersion: v1\nkind: Pod\nspec: [" });
  assert.equal(broken.verdict, "incomplete");
  assert.equal(broken.inputs[0].status, "unparsable");
  assert.equal(check({ "b.yaml": new Uint8Array([0xff, 0xfe, 0x00]) }).inputs.length, 1);
});

test("a lone surrogate is reported, in a text and in a name", () => {
  const text = `${POD}# \ud83e`;
  const [input] = check({ "a.yaml": text }).inputs;
  assert.deepEqual(
    input.problems.map((problem) => problem.code),
    ["encoding"],
  );
  assert.equal(input.problems[0].location.start.line, 7);
  const [named] = check({ "\ud83e.yaml": POD }).inputs;
  assert.deepEqual(
    named.problems.map((problem) => problem.code),
    ["file-name"],
  );
  assert.equal(check({ "🩺.yaml": `${POD}# 🩺` }).inputs[0].problems, undefined);
});

test("the path of a file is not taken for its text", () => {
  const error = refused(() => check("deploy/api.yaml"));
  assert.equal(error.code, "invalid-value");
  assert.ok(error.message.includes("`deploy/api.yaml`"));
  assert.equal(check("deploy/api.yaml", { name: "text.yaml" }).verdict, "incomplete");
});

test("unknown names are refused with a suggestion", () => {
  const cases = [
    [{ select: ["priviledged-container"] }, "unknown-name", "did you mean `privileged-container`?"],
    [{ frameworks: ["hippa"] }, "unknown-name", "did you mean `hipaa`?"],
    [{ failOn: "high" }, "unknown-name", "did you mean `fail_on`?"],
    [{ selct: ["pods"] }, "unknown-name", "did you mean `select`?"],
    [{ fail_on: "hihg" }, "invalid-value", undefined],
    [{ select: "pods" }, "invalid-value", undefined],
    [{ as_of: "yesterday" }, "invalid-value", undefined],
    [{ kubernetes: "one" }, "invalid-value", undefined],
    [{ evidence: -1 }, "invalid-value", undefined],
  ];
  for (const [options, code, hint] of cases) {
    for (const request of [() => new Checker(options), () => check(POD, options)]) {
      const error = refused(request);
      assert.equal(error.code, code, JSON.stringify(options));
      if (hint !== undefined) assert.equal(error.hint, hint);
      assert.ok(error.hint, "there is a hint");
    }
  }
  assert.equal(refused(() => explain("priviledged-container")).code, "unknown-name");
  assert.equal(refused(() => render(POD, "sarrif")).code, "invalid-value");
});

test("options that are undefined or null are ignored", () => {
  const options = { select: undefined, fail_on: null, policy: undefined };
  assert.equal(checkJson(POD, options), checkJson(POD));
});

test("every option has its effect", () => {
  assert.ok(check(POD, { select: ["host-pid"] }).findings.every(({ check }) => check === "host-pid"));
  assert.ok(check(POD, { ignore: ["host-pid"] }).findings.every(({ check }) => check !== "host-pid"));
  assert.ok(check(POD, { frameworks: ["hipaa"] }).controls.length > 10);
  const summary = check(POD, { as_of: "2026-11-21", kubernetes: "1.29", fail_on: "critical" }).summary;
  assert.deepEqual(
    [summary.date, summary.kubernetes, summary.fail_on],
    ["2026-11-21", "1.29", "critical"],
  );
  const evidence = (options) => Math.max(...check(POD, options).checks.map((of) => of.evidence?.length ?? 0));
  assert.equal(evidence({ evidence: 0 }), 0);
  assert.ok(evidence({ evidence: "all" }) > 0);
  const accepted = POD.replace("hostPID: true", 'hostPID: true # asepsis: ignore[host-pid] "a probe"');
  assert.equal(check(accepted).suppressed.length, 1);
  assert.equal(check(accepted, { no_inline_suppressions: true }).suppressed, undefined);
  const select = ["network-policy-missing"];
  assert.equal(check(POD, { select }).findings.length, 1);
  assert.equal(check(POD, { select, alone: true }).findings?.length ?? 0, 0);
  const text = (min_severity) => render(POD, "text", { min_severity }).length;
  assert.ok(text("critical") < text("info"));
});

test("a policy applies, and each of its errors has a location", () => {
  const policy = "severities: {host-pid: info}\n";
  const severity = (options) =>
    check(POD, options).findings.find((finding) => finding.check === "host-pid").severity;
  assert.equal(severity({ policy }), "info");
  assert.equal(severity({ policy: { path: "deploy/asepsis.yaml", text: policy } }), "info");
  const faulty = "selct: [pods]\nthresholds: {fail_on: hihg}\n";
  const error = refused(() => new Checker({ policy: { path: "p.yaml", text: faulty } }));
  assert.equal(error.code, "invalid-policy");
  assert.equal(error.faults.length, 2);
  assert.deepEqual(error.faults[0].position, { line: 1, column: 1, byte: 0 });
  assert.equal(error.faults[0].path, "p.yaml");
  assert.match(error.message, /^p\.yaml:1:1: .*\np\.yaml:2:/);
  assert.equal(refused(() => new Checker({ policy: "- a" })).faults[0].path, "asepsis.yaml");
});

test("resources built in code have a pointer and no line", () => {
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { hostPID: true } };
  for (const resources of [pod, [pod], { apiVersion: "v1", kind: "List", items: [pod] }]) {
    const { findings } = checkResources(resources, { select: ["host-pid"] });
    assert.equal(findings.length, 1);
    assert.match(findings[0].location.pointer, /\/spec\/hostPID$/);
    assert.equal(findings[0].location.start, undefined);
  }
  const circle = {};
  circle.circle = circle;
  for (const resources of [circle, { number: 1n }, "text", null]) {
    assert.equal(refused(() => checkResources(resources)).code, "invalid-object");
  }
});

test("declarations are complete", () => {
  const all = asepsis.checks();
  assert.ok(all.length > 50);
  assert.deepEqual(all.map(({ id }) => id), all.map(({ id }) => id).sort());
  const [privileged] = explain("privileged-container");
  assert.equal(privileged.severity, "critical");
  assert.equal(privileged.family, "containers");
  assert.ok(privileged.examples[0].findings[0].line > 0);
  assert.ok(privileged.equivalents.some(({ tool }) => tool === "Checkov"));
  assert.ok(explain("KSV017").some(({ id }) => id === "privileged-container"));
  assert.ok(all.some(({ parameters }) => parameters.length > 0));
  assert.ok(asepsis.frameworks().some(({ id }) => id === "hipaa"));
  assert.deepEqual(new Checker({ select: ["host-pid"] }).checks.map(({ id }) => id), ["host-pid"]);
  // A renamed check is found by its former id.
  assert.deepEqual(explain("low-user-id").map(({ id }) => id), ["low-uid"]);
  assert.deepEqual(new Checker({ select: ["low-user-id"] }).checks.map(({ id }) => id), ["low-uid"]);
});

test("the library reports the line of each example", () => {
  for (const { id, examples } of asepsis.checks()) {
    assert.ok(examples.length > 0, `${id} has no example`);
  }
});

test("files are recognised as the command does it", () => {
  assert.deepEqual(asepsis.recognise("deploy/compose.yaml"), { kind: "compose", format: "compose" });
  assert.deepEqual(asepsis.recognise(".env"), { kind: "dotenv", format: "dotenv" });
  assert.equal(asepsis.recognise("main.rs"), null);
  assert.ok(asepsis.isReadable("deploy/pod.yaml"));
  assert.ok(!asepsis.isReadable("deploy/main.rs"));
  assert.ok(!asepsis.isReadable("web/node_modules/a/pod.yaml"));
  assert.ok(!asepsis.isReadable(".git/pod.yaml"));
});

test("schemas are valid", () => {
  assert.equal(asepsis.policySchema().title, "asepsis policy");
  assert.equal(asepsis.reportSchema().title, "asepsis report");
});

test("every format is written", () => {
  const inputs = { "pod.yaml": POD };
  assert.equal(render(inputs, "json"), checkJson(inputs));
  assert.equal(JSON.parse(render(inputs, "sarif")).version, "2.1.0");
  assert.match(render(inputs, "text"), /pod\.yaml/);
  assert.match(render(inputs, "markdown"), /^# /);
});

test("a checker can be reused, but not after it was freed", () => {
  const checker = new Checker({ select: ["host-pid"] });
  const first = checker.checkJson({ "pod.yaml": POD });
  assert.equal(checker.checkJson({ "pod.yaml": POD }), first);
  assert.equal(JSON.parse(first).findings.length, 1);
  if (Symbol.dispose) assert.equal(checker[Symbol.dispose], checker.free);
  checker.free();
  checker.free();
  assert.throws(() => checker.check(POD), TypeError);
});

test("calls work after an internal error", () => {
  const checker = new Checker({ select: ["host-pid"] });
  const expected = checkJson(POD);
  for (let round = 0; round < 3; round += 1) {
    const error = refused(() => asepsis._fault());
    assert.equal(error.code, "internal-error");
    assert.match(error.message, /a panic on purpose/);
    assert.match(error.hint, /bug in asepsis/);
    assert.doesNotMatch(error.message, /^\/|\/root\/|\/home\/|registry/);
    assert.equal(checkJson(POD), expected);
    assert.equal(checker.check(POD).findings.length, 1);
  }
  checker.free();
});

test("init exists on Node too, and version is the package's", async () => {
  await init();
  const { version } = await import("asepsis/package.json", { with: { type: "json" } }).then(
    (module) => module.default,
  );
  assert.equal(asepsis.version, version);
  assert.equal(check(POD).tool.version, version);
});
