// The examples run with the installed package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const installed = dirname(dirname(fileURLToPath(import.meta.url)));
const root = process.env.ASEPSIS_ROOT;
const tools = createRequire(join(process.env.ASEPSIS_TOOLS, "package.json"));

const BAD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";
const GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n";

test("a folder is checked: findings with locations, and an exit status", () => {
  const script = join(installed, "examples/check-folder.mjs");
  const run = (folder) => spawnSync(process.execPath, [script, folder], { cwd: root, encoding: "utf8" });
  const { status, stdout } = run("examples/platforms/ojala");
  assert.equal(status, 1);
  assert.match(stdout, /^examples\/platforms\/ojala\/\S+\.yaml:\d+:\d+: (critical|high): .* \[[a-z-]+\]$/m);
  assert.match(stdout, /\nfail: \d+ files, \d+ resources\n$/);
  const empty = join(installed, "empty");
  rmSync(empty, { recursive: true, force: true });
  mkdirSync(empty);
  writeFileSync(join(empty, "map.yaml"), GOOD);
  assert.deepEqual([run(empty).status, run(empty).stdout], [0, "pass: 1 files, 1 resources\n"]);
});

test("a build fails on manifests with findings, and passes on others", async () => {
  const app = join(installed, "build");
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app);
  writeFileSync(join(app, "main.js"), "export {};\n");
  const manifest = join(app, "app.yaml");
  const { build } = await import(pathToFileURL(tools.resolve("vite")));
  const { asepsis } = await import(pathToFileURL(join(installed, "examples/vite-plugin.mjs")));
  const built = (text) => {
    writeFileSync(manifest, text);
    return build({
      root: app,
      configFile: false,
      logLevel: "silent",
      plugins: [asepsis({ files: [manifest], fail_on: "high" })],
      build: { lib: { entry: "main.js", formats: ["es"] } },
    });
  };
  await assert.rejects(built(BAD), /asepsis: fail, \d+ findings/);
  await built(GOOD);
  assert.throws(() => asepsis({ files: [], failOn: "high" }), /unknown option `failOn`/);
});

test("an endpoint returns reports and errors, and keeps running", async () => {
  const { server } = await import(pathToFileURL(join(installed, "examples/server.mjs")));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  const posted = async (path, body) => {
    const response = await fetch(`${address}${path}`, { method: "POST", body });
    return [response.status, await response.json()];
  };
  try {
    const [status, report] = await posted("/check", BAD);
    assert.deepEqual([status, report.verdict], [422, "fail"]);
    assert.equal((await posted("/check", GOOD))[0], 200);
    const [refused, error] = await posted("/check?fail_on=hihg", GOOD);
    assert.deepEqual([refused, error.code], [400, "invalid-value"]);
    assert.match(error.hint, /medium/);
    assert.equal((await posted("/check", "a: b\n".repeat(1 << 20)))[0], 413);
    assert.equal((await posted("/", GOOD))[0], 404);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
