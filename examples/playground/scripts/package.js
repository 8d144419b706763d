/**
 * Installs the package `asepsis` as it would be published: packed, then unpacked here. It is built by
 * `cargo dev wasm`; `ASEPSIS_PACKAGE` overrides its folder, `target/npm/asepsis`.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = process.env.ASEPSIS_PACKAGE ?? here("../../../target/npm/asepsis");
const installed = here("../node_modules/asepsis");
const folder = mkdtempSync(join(tmpdir(), "asepsis-package-"));

const words = ["pack", "--silent", "--pack-destination", folder, source];
const archive = execFileSync("npm", words, { encoding: "utf8" }).trim().split("\n").pop();
rmSync(installed, { recursive: true, force: true });
mkdirSync(installed, { recursive: true });
execFileSync("tar", ["-xzf", join(folder, archive), "-C", installed, "--strip-components=1"]);
rmSync(folder, { recursive: true });
console.log(`installed ${archive}`);
