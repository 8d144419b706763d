// Checks a folder: prints findings and exits with 1 unless the verdict is pass.
// usage: node check-folder.mjs FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

import { check, isReadable } from "asepsis";

/** The readable files below a folder, by their paths with `/`. */
export function filesBelow(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  // The path below the folder decides, not the folders above.
  const wanted = paths.filter((path) => isReadable(relative(folder, path)));
  return wanted.map((path) => [path.replaceAll("\\", "/"), readFileSync(path)]);
}

const [folder = "."] = process.argv.slice(2);
const report = check(filesBelow(folder), { as_of: new Date().toISOString().slice(0, 10) });

for (const { check, severity, message, location } of report.findings) {
  const { line, column } = location?.start ?? {};
  const place = [location?.path, line, column].filter((part) => part !== undefined);
  console.log(`${place.join(":")}: ${severity}: ${message} [${check}]`);
}
for (const { path, status, problems = [] } of report.inputs) {
  for (const { message } of problems) console.error(`${path} (${status}): ${message}`);
}
console.log(`${report.verdict}: ${report.inputs.length} files, ${report.summary.resources} resources`);
process.exitCode = report.verdict === "pass" ? 0 : 1;
