/**
 * asepsis for bundlers and plain pages: call `await init()` once, then use the same synchronous calls as
 * on Node.
 *
 * @packageDocumentation
 */
import { type Source, load } from "./instance.js";

export * from "./common.js";
export type { Source };

/**
 * Loads the module; further calls wait for the first one. The default source is `asepsis.wasm` next to
 * this file, which bundlers find if they support `new URL(..., import.meta.url)`.
 */
export default function init(source?: Source): Promise<void> {
  return load(source);
}
