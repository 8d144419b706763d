/**
 * asepsis for Node: no initialization is needed, and every call is synchronous.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Source, loadNow } from "./instance.js";

export * from "./common.js";
export type { Source };

// On Node a single CommonJS file serves `import` and `require`, so that there is one instance.
loadNow(readFileSync(join(__dirname, "../asepsis.wasm")));

/** Does nothing; it exists so that the same code runs in a page. */
export default function init(_source?: Source): Promise<void> {
  return Promise.resolve();
}
