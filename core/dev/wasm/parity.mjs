// Runs each case in the WebAssembly module and compares the report with the native one.
// usage: node parity.mjs MODULE CASES
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [modulePath, casesPath] = process.argv.slice(2);
const bytes = readFileSync(modulePath);
const module = new WebAssembly.Module(bytes);
const imports = WebAssembly.Module.imports(module);
if (imports.length > 0) {
  console.error("the module has imports:", imports);
  process.exit(1);
}
let { exports } = new WebAssembly.Instance(module, {});
const kilobytes = (size) => `${(size / 1024).toFixed(0)} KiB`;
const zipped = gzipSync(bytes, { level: 9 }).length;
console.log(`no imports; ${kilobytes(bytes.length)}, ${kilobytes(zipped)} with gzip`);

function frame(inputs) {
  const parts = [];
  for (const [name, content] of inputs) {
    for (const part of [Buffer.from(name, "utf8"), Buffer.from(content, "hex")]) {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(part.length);
      parts.push(length, part);
    }
  }
  return Buffer.concat(parts);
}

function check(inputs) {
  const framed = frame(inputs);
  const address = exports.allocate(framed.length) >>> 0;
  new Uint8Array(exports.memory.buffer, address, framed.length).set(framed);
  const answer = BigInt.asUintN(64, exports.check(address, framed.length));
  const [start, length] = [Number(answer >> 32n), Number(answer & 0xffffffffn)];
  const json = Buffer.from(new Uint8Array(exports.memory.buffer, start, length));
  exports.release(start, length);
  return json;
}

const cases = JSON.parse(readFileSync(casesPath, "utf8"));
let different = 0;
for (const { name, inputs, expected } of cases) {
  const native = Buffer.from(expected, "utf8");
  let wasm;
  try {
    wasm = check(inputs);
  } catch (failure) {
    different += 1;
    console.error(`${name} ended the module: ${failure.stack}`);
    // What a trap leaves behind is of no use to the next case.
    ({ exports } = new WebAssembly.Instance(module, {}));
    continue;
  }
  if (native.equals(wasm)) continue;
  different += 1;
  const at = native.findIndex((byte, index) => byte !== wasm[index]);
  const from = Math.max(0, (at < 0 ? native.length : at) - 80);
  const excerpt = (text) => JSON.stringify(text.subarray(from, from + 200).toString("utf8"));
  console.error(`${name} differs:\n  native ${excerpt(native)}\n  wasm   ${excerpt(wasm)}`);
}
console.log(`${cases.length} cases, ${different} different`);
process.exit(different > 0 || cases.length === 0 ? 1 : 0);
