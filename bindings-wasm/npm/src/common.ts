/** @internal */
export { _fault } from "./api.js";
export {
  Checker,
  check,
  checkJson,
  checkResources,
  checks,
  explain,
  frameworks,
  isReadable,
  type Options,
  policySchema,
  type Redacted,
  recognise,
  type RenderedOrigin,
  type RenderOptions,
  type Rendering,
  render,
  renderYaml,
  reportSchema,
} from "./api.js";
export { AsepsisError, type Fault } from "./errors.js";
export type { Content, Inputs } from "./inputs.js";
export type * from "./types.js";
export { version } from "./version.js";
