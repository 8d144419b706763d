// Packs the built package, installs it, and runs the tests with it.
// usage: node run.mjs PACKAGE INSTALLED [CASES]
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [built, installed, cases] = process.argv.slice(2).map((word) => resolve(word));

function run(program, words, cwd, environment = {}) {
  const env = { ...process.env, ...environment };
  return execFileSync(program, words, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
}

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
rmSync(installed, { recursive: true, force: true });
mkdirSync(installed, { recursive: true });
run(npm, ["pack", "--silent", "--pack-destination", installed], built);
const [packed] = readdirSync(installed);
writeFileSync(join(installed, "package.json"), '{ "private": true, "type": "module" }\n');
run(npm, ["install", "--offline", "--no-audit", "--no-fund", "--silent", `./${packed}`], installed);
cpSync(here, join(installed, "tests"), { recursive: true });
cpSync(join(here, "../../examples/node"), join(installed, "examples"), { recursive: true });

const tests = readdirSync(join(installed, "tests")).filter((name) => name.endsWith(".test.mjs"));
const environment = { ASEPSIS_TOOLS: dirname(here), ASEPSIS_ROOT: resolve(here, "../..") };
if (cases) {
  environment.ASEPSIS_CASES = cases;
  run(process.execPath, [join(installed, "tests/parity.mjs"), cases], installed);
}
const paths = tests.map((name) => join("tests", name));
run(process.execPath, ["--test", ...paths], installed, environment);
