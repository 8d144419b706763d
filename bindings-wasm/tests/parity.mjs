// Compares the installed package with the native library: `cargo dev parity` writes the cases. The small
// module gives the same reports if all files of a case are of technologies that it has.
// usage: node parity.mjs CASES
import { readFileSync } from "node:fs";

import { checkJson } from "asepsis";
import { checkJson as small } from "asepsis/kubernetes";

import { bytes, different } from "./cases.mjs";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const wrong = different(cases, checkJson);
for (const words of wrong) console.error(words);
console.log(`the package on Node: ${cases.length} cases, ${wrong.length} different`);
const given = (inputs) => inputs.map(([path, hex]) => [path, bytes(hex)]);
const covers = ({ inputs }) =>
  !JSON.parse(small(given(inputs))).inputs.some(({ status }) => status === "uncovered");
const covered = cases.filter(covers);
const other = different(covered, small);
for (const words of other) console.error(words);
console.log(`the small module: ${covered.length} cases, ${other.length} different`);
process.exit(wrong.length + other.length > 0 || covered.length < 100 ? 1 : 0);
