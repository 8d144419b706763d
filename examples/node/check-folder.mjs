// Checks a folder: prints what is wrong and ends with 1 when the platform does not pass.
// usage: node check-folder.mjs FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

import { check, isReadable } from "asepsis";

/** The files below a folder that can hold something to judge, by their paths with `/`. */
export function filesBelow(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  // Only the folders below decide, whatever those above are called.
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
