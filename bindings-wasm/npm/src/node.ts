/**
 * asepsis for Node: ready when it is imported, every call is synchronous.
 *
 * @packageDocumentation
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { type Source, loadNow } from "./instance.js";

export * from "./common.js";
export type { Source };

// Node's own half is one CommonJS file for `import` and `require`, so that there is one instance.
loadNow(readFileSync(join(__dirname, "../asepsis.wasm")));

/** Does nothing, for here all is ready at once; so the same code runs in a page. */
export default function init(_source?: Source): Promise<void> {
  return Promise.resolve();
}
