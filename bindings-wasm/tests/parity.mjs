// Compares the installed package with the native library: `cargo dev parity` writes the cases.
// usage: node parity.mjs CASES
import { readFileSync } from "node:fs";

import { checkJson } from "asepsis";

import { different } from "./cases.mjs";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const wrong = different(cases, checkJson);
for (const words of wrong) console.error(words);
console.log(`the package on Node: ${cases.length} cases, ${wrong.length} different`);
process.exit(wrong.length > 0 || cases.length === 0 ? 1 : 0);
