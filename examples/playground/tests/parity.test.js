/**
 * The worker of the page gives the same bytes as Rust, for every case that `cargo dev parity` writes;
 * `ASEPSIS_CASES` is the path of the file.
 */
import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "vite";

import { launch, serve } from "./support/browser.js";

const CASES =
  process.env.ASEPSIS_CASES ??
  fileURLToPath(new URL("../../../target/parity/cases.json", import.meta.url));
const skip = existsSync(CASES) ? false : `${CASES} not found; run \`cargo dev test browser\``;

test("the page gives the same bytes as Rust, for every case", { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "asepsis-parity-"));
  await build({
    configFile: false,
    logLevel: "error",
    root: fileURLToPath(new URL("parity/", import.meta.url)),
    base: "./",
    worker: { format: "es" },
    build: { outDir: folder, target: "esnext", emptyOutDir: true },
  });
  copyFileSync(CASES, join(folder, "cases.json"));
  const server = await serve(folder);
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(server.address);
  await page.waitForFunction(() => "outcome" in globalThis, null, { timeout: 300_000 });
  const { count, different } = await page.evaluate(() => globalThis.outcome);
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
  t.diagnostic(`${count} cases`);
  assert.ok(count > 100);
  assert.deepEqual(different, []);
});
