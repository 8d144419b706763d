/**
 * asepsis for bundlers and plain pages: `await init()` once, then the same synchronous calls as on
 * Node.
 *
 * @packageDocumentation
 */
import { type Source, load } from "./instance.js";

export * from "./common.js";
export type { Source };

/**
 * Loads the module; the next call waits for the first. Without a source it is `asepsis.wasm` beside
 * this file, which bundlers find by themselves where they know `new URL(..., import.meta.url)`.
 */
export default function init(source?: Source): Promise<void> {
  return load(source);
}
