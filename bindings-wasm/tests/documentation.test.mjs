// The JavaScript of all Markdown files and of the package's documentation comments runs with the installed
// package.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const installed = dirname(dirname(fileURLToPath(import.meta.url)));
const root = process.env.ASEPSIS_ROOT;

/** Folders that are built or installed. */
const BUILT = ["dist", "node_modules", "target"];

/** What fragments use and do not import. */
const IMPORTS = `
import { check, Checker, renderYaml } from "asepsis";
import { Client } from "asepsis/worker";
`;

/** What the blocks use and do not define. */
const GIVEN = `
import assert from "node:assert/strict";
const text = "apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec: {hostPID: true}\\n";
const files = { "deploy.yaml": text, ".env": "A=b\\n" };
const policy = "thresholds: {fail_on: high}\\n";
const options = { fail_on: "high" };
let compared = 0;
const compare = (value, stated) => {
  assert.equal(value, stated);
  compared += 1;
};
`;

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const isSource = !entry.name.startsWith(".") && !BUILT.includes(entry.name);
    if (entry.isDirectory() && isSource) yield* sources(path);
    if (entry.isFile()) yield path;
  }
}

/** Every block with its place. */
function* blocks() {
  const pages = [...sources(root)].filter((path) => path.endsWith(".md"));
  for (const path of [...pages, ...sources(join(root, "bindings-wasm/npm/src"))]) {
    const written = readFileSync(path, "utf8");
    // Comments have an asterisk before each line.
    const text = path.endsWith(".ts") ? written.replaceAll(/^ *\* ?/gm, "") : written;
    for (const { 1: code, index } of text.matchAll(/^```js\n(.*?)^```$/gms)) {
      const line = text.slice(0, index).split("\n").length;
      yield [`${relative(root, path)}:${line}`, code];
    }
  }
}

/** Runs a block as a module; a value with a comment behind it, a text in quotes, is compared with that. */
function run(code, before = "") {
  const file = join(installed, "block.mjs");
  let stated = 0;
  const asserted = code.replaceAll(/^(\s*)([\w.]+); \/\/ ("[^"]*")$/gm, (_, indent, value, text) => {
    stated += 1;
    return `${indent}compare(${value}, ${text});`;
  });
  const imports = code.includes("import ") ? "" : IMPORTS;
  writeFileSync(file, `${imports}${GIVEN}${before}${asserted}\nassert.equal(compared, ${stated});\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8", timeout: 60_000 });
  rmSync(file);
  return { status, stdout, stderr };
}

/** The error that the comments of a block name as the result: its message, and `error.NAME: "value"`. */
function thrown(code) {
  const comments = [...code.matchAll(/^\/\/ (.*)$/gm)].map(({ 1: comment }) => comment);
  const message = comments.find((comment) => comment.startsWith("AsepsisError: "));
  const members = comments.flatMap((comment) => [...comment.matchAll(/error\.(\w+): ("[^"]*")/g)]);
  return message && { message, ...Object.fromEntries(members.map(([, name, value]) => [name, JSON.parse(value)])) };
}

const all = [...blocks()];

test("blocks are found in Markdown files and in comments", () => {
  const found = new Set(all.map(([place]) => place.split(":")[0]));
  for (const path of ["README.md", "bindings-wasm/npm/README.md", "bindings-wasm/npm/src/api.ts"]) {
    assert.ok(found.has(join(path)), `${path} is not among ${[...found].join()}`);
  }
});

for (const [place, code] of all) {
  const expected = thrown(code);
  if (expected === undefined) {
    test(`${place} runs`, () => {
      const { status, stdout, stderr } = run(code);
      assert.deepEqual([status, stderr], [0, ""]);
      if (code.includes("console.log(")) assert.match(stdout, /host-pid/);
    });
  } else {
    test(`${place} throws what its comments say`, () => {
      const caught = `process.on("uncaughtException", (error) => {
        const { code, hint } = error;
        console.log(JSON.stringify({ message: String(error), code, hint }));
      });\n`;
      const { stdout, stderr } = run(code, caught);
      assert.equal(stderr, "");
      assert.deepEqual(JSON.parse(stdout), expected);
    });
  }
}
