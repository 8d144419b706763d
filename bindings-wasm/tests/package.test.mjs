// The installed package: module resolution, bundling, types and size.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { chromium, outcomeOf, served } from "./browser.mjs";
import { EXPECTED } from "./page.js";

const here = dirname(fileURLToPath(import.meta.url));
const installed = dirname(here);
const folder = join(installed, "node_modules/asepsis");
const tools = createRequire(join(process.env.ASEPSIS_TOOLS, "package.json"));

/**
 * The limits of the download sizes: just above what the modules have, so that each growth is a decision.
 * The goals are at most 1200 KiB for all technologies, which the rendering of charts exceeds, and 600 KiB
 * for Kubernetes only: most of that module is what all technologies share.
 */
const LARGEST = { "asepsis.wasm": 1490 * 1024, "kubernetes/asepsis.wasm": 1125 * 1024 };

const withoutBrowser = chromium === undefined && "no Chromium is there";

function node(...words) {
  return execFileSync(process.execPath, words, { cwd: installed, encoding: "utf8" }).trim();
}

/** A new folder beside the installed package, in which a bundler finds it. */
function fresh(name) {
  const fresh = join(installed, name);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  cpSync(join(here, "page.js"), join(fresh, "page.js"));
  return fresh;
}

for (const [module, largest] of Object.entries(LARGEST)) {
  test(`${module} has at most ${largest} bytes with gzip`, () => {
    const length = gzipSync(readFileSync(join(folder, module)), { level: 9 }).length;
    assert.ok(length <= largest, `${length} bytes`);
  });
}

test("the package contains no paths of the machine that built it", () => {
  for (const module of Object.keys(LARGEST)) {
    const bytes = readFileSync(join(folder, module)).toString("latin1");
    for (const path of ["registry/src/", ".cargo/registry", process.env.ASEPSIS_ROOT]) {
      assert.equal(bytes.indexOf(path), -1, path);
    }
  }
  assert.equal(existsSync(join(folder, "node_modules")), false);
  const { dependencies, scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  assert.deepEqual([dependencies, scripts], [undefined, undefined]);
});

test("import and require give the same module on Node", () => {
  for (const name of ["asepsis", "asepsis/kubernetes"]) givesOneModule(name);
});

/** Asserts that an entry of the package is the same with `import` and `require`. */
function givesOneModule(name) {
  const both = `
    import { createRequire } from "node:module";
    import init, * as imported from "${name}";
    import * as worker from "${name}/worker";
    const required = createRequire(import.meta.url)("${name}");
    const requiredWorker = createRequire(import.meta.url)("${name}/worker");
    const names = (of) => Object.keys(of).filter((name) => !["default", "__esModule", "module.exports"].includes(name)).sort().join();
    if (names(imported) !== names(required)) throw new Error(names(imported) + " / " + names(required));
    if (imported.AsepsisError !== required.AsepsisError) throw new Error("two classes of errors");
    if (worker.Client !== requiredWorker.Client) throw new Error("two clients");
    if (init !== required.default) throw new Error("two inits");
    console.log(imported.check("").verdict);`;
  assert.equal(node("--input-type=module", "--eval", both), "incomplete");
  const required = `console.log(require("${name}").check("").verdict)`;
  assert.equal(node("--input-type=commonjs", "--eval", required), "incomplete");
}

const USE = `
const report: Report = check({ "a.yaml": "", "b.yaml": new Uint8Array() }, { fail_on: "high" });
const lines: (number | undefined)[] = report.findings.map((finding) => finding.location?.start?.line);
const severity: Severity | undefined = report.findings[0]?.severity;
const known: boolean = report.findings.some((finding) => finding.check === "privileged-container");
const options: Options = { select: ["containers", "host-pid", "low-user-id", "high"], evidence: "all", policy: "" };
new Checker(options).check(new Map([["a.yaml", ""]]));
const client = new Client();
const later: Promise<Report> = client.check("", {}, { signal: AbortSignal.abort() });
const examples: string[] = explain("x").flatMap((check) => check.examples.map(({ text }) => text));
const fault = (error: AsepsisError): string | undefined => error.hint ?? error.faults[0]?.code;
// @ts-expect-error unknown name
check("", { fail_on: "hihg" });
// @ts-expect-error unknown option
check("", { failOn: "high" });
// @ts-expect-error unknown check
report.findings.some((finding) => finding.check === "priviledged-container");
export { lines, severity, known, later, examples, fault };
`;

test("the types are found and correct for every module resolution", () => {
  const fresh_ = fresh("types");
  const names = "AsepsisError, Checker, check, explain, type Options, type Report, type Severity";
  const write = (name, entry) => {
    const head = `import init, { ${names} } from "${entry}";\nimport { Client } from "${entry}/worker";\n`;
    const use = `${head}const ready: Promise<void> = init();\nexport { ready };\n${USE}`;
    for (const end of ["mts", "ts"]) writeFileSync(join(fresh_, `${name}.${end}`), use);
    const required = head.replace("import init, {", "import {") + USE;
    writeFileSync(join(fresh_, `${name}.cts`), required);
  };
  write("use", "asepsis");
  write("small", "asepsis/kubernetes");
  const compile = (file, ...words) => {
    const strict = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--target", "es2022"];
    const tsc = join(dirname(tools.resolve("typescript/package.json")), "bin/tsc");
    try {
      node(tsc, ...strict, "--lib", "es2023,dom", "--types", "", ...words, join(fresh_, file));
    } catch (failure) {
      assert.fail(`${file} ${words.join(" ")}\n${failure.stdout}`);
    }
  };
  for (const name of ["use", "small"]) {
    for (const end of ["mts", "cts"]) compile(`${name}.${end}`, "--module", "nodenext");
    compile(`${name}.ts`, "--module", "esnext", "--moduleResolution", "bundler");
  }
});

/** The folders of the modules in the package. */
for (const module of ["", "kubernetes/"]) {
  test(`a plain page loads asepsis/${module}`, { skip: withoutBrowser }, () => loadsInPage(module));
  test(`Vite bundles asepsis/${module}, worker and all`, { skip: withoutBrowser }, () => bundles(module));
}

async function loadsInPage(module) {
  const page = fresh("plain");
  cpSync(folder, join(page, "asepsis"), { recursive: true });
  writeFileSync(join(page, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  const main = `
    import * as asepsis from "./asepsis/${module}index.js";
    import { Client } from "./asepsis/${module}worker.js";
    import { judged } from "./page.js";
    globalThis.outcome = await judged(asepsis, new Client());`;
  writeFileSync(join(page, "main.js"), main);
  await assertJudges(page);
}

async function bundles(module) {
  const app = fresh("vite");
  writeFileSync(join(app, "index.html"), '<!doctype html><script type="module" src="/main.js"></script>');
  const main = `
    import * as asepsis from "${`asepsis/${module}`.replace(/\/$/, "")}";
    import { Client } from "asepsis/${module}worker";
    import { judged } from "./page.js";
    judged(asepsis, new Client()).then((outcome) => { globalThis.outcome = outcome; });`;
  writeFileSync(join(app, "main.js"), main);
  const { build } = await import(pathToFileURL(tools.resolve("vite")));
  const options = { root: app, base: "./", logLevel: "error", configFile: false };
  await build({ ...options, build: { outDir: "dist" } });
  const assets = join(app, "dist/assets");
  const [bundled] = readdirSync(assets).filter((name) => name.endsWith(".wasm"));
  const own = readFileSync(join(folder, module, "asepsis.wasm"));
  assert.ok(readFileSync(join(assets, bundled)).equals(own), "another module was bundled");
  await assertJudges(join(app, "dist"));
}

test("esbuild bundles it, with the module and the worker as separate files", {
  skip: withoutBrowser,
}, async () => {
  const app = fresh("esbuild");
  writeFileSync(join(app, "index.html"), '<!doctype html><script type="module" src="out/main.js"></script>');
  const main = `
    import * as asepsis from "asepsis";
    import address from "asepsis/asepsis.wasm";
    import { Client } from "asepsis/worker";
    import { judged } from "./page.js";
    globalThis.source = new URL(address, import.meta.url);
    const worker = () => new Worker(new URL("./thread.js", import.meta.url), { type: "module" });
    globalThis.outcome = await judged(asepsis, new Client({ worker, source: globalThis.source }));`;
  writeFileSync(join(app, "main.js"), main);
  writeFileSync(join(app, "thread.js"), 'import "asepsis/worker-thread";');
  const { build } = tools("esbuild");
  await build({
    entryPoints: [join(app, "main.js"), join(app, "thread.js")],
    bundle: true,
    format: "esm",
    loader: { ".wasm": "file" },
    outdir: join(app, "out"),
    logLevel: "error",
  });
  await assertJudges(app);
});

test("a plain page gives the same bytes as the native library", {
  skip: withoutBrowser || (process.env.ASEPSIS_CASES === undefined && "no cases were given"),
}, async () => {
  const page = fresh("parity");
  cpSync(folder, join(page, "asepsis"), { recursive: true });
  cpSync(join(here, "cases.mjs"), join(page, "cases.mjs"));
  cpSync(process.env.ASEPSIS_CASES, join(page, "cases.json"));
  writeFileSync(join(page, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  const main = `
    import init, { checkJson } from "./asepsis/index.js";
    import { different } from "./cases.mjs";
    const [cases] = await Promise.all([fetch("cases.json").then((response) => response.json()), init()]);
    globalThis.outcome = { count: cases.length, wrong: different(cases, checkJson) };`;
  writeFileSync(join(page, "main.js"), main);
  const server = await served(page);
  try {
    const { outcome } = await outcomeOf(server.address, 300_000);
    assert.ok(outcome.count > 100);
    assert.deepEqual(outcome.wrong, []);
    console.log(`the package in a page: ${outcome.count} cases, 0 different`);
  } finally {
    server.end();
  }
});

/** Asserts that the page in a folder gives the expected report. */
async function assertJudges(page) {
  const server = await served(page);
  try {
    const { outcome, said } = await outcomeOf(server.address);
    assert.deepEqual(outcome, EXPECTED, said.join("\n"));
  } finally {
    server.end();
  }
}
