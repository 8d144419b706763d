// Judges the files of a folder with the built npm package: node growth.mjs PACKAGE FORMAT FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packaged, format, folder] = process.argv.slice(2);
const { Checker } = await import(pathToFileURL(resolve(packaged, "node.js")).href);

const files = {};
let policy;
for (const found of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!found.isFile()) continue;
  const path = join(found.parentPath, found.name);
  const name = relative(folder, path).replaceAll("\\", "/");
  if (name === "asepsis.yaml") policy = readFileSync(path, "utf8");
  else files[name] = readFileSync(path, "utf8");
}
const start = process.cpuUsage();
const checker = new Checker(policy === undefined ? {} : { policy });
const written = checker.render(files, format);
const { user, system } = process.cpuUsage(start);
const milliseconds = (user + system) / 1000;
console.log(`${Object.keys(files).length} ${milliseconds.toFixed(1)} ${written.length}`);
