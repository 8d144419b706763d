/** Fails if the files that a browser loads before the first check are too large. */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET = 250 * 1024;
const folder = fileURLToPath(new URL("../dist/", import.meta.url));

let shell = 0;
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
  if (!/\.(html|js|css|svg|wasm)$/.test(name)) continue;
  const bytes = readFileSync(folder + name);
  const packed = gzipSync(bytes, { level: 9 }).length;
  const isShell = !name.endsWith(".wasm");
  if (isShell) shell += packed;
  const kilobytes = (size) => `${(size / 1024).toFixed(1)} KB`;
  console.log(`${name.padEnd(44)} ${kilobytes(bytes.length).padStart(10)} ${kilobytes(packed).padStart(10)} gzip`);
}
console.log(`shell: ${(shell / 1024).toFixed(1)} KB gzip of ${BUDGET / 1024} KB`);
if (shell > BUDGET) {
  console.error("the shell exceeds its size limit");
  process.exit(1);
}
