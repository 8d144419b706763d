// Assembles the npm package from the output of wasm-bindgen.
// usage: node build.mjs BOUND SMALL PACKAGE VERSION
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [bound, small, folder, version] = process.argv.slice(2);
const { resolve: found } = createRequire(import.meta.url);

/** Runs a program of an installed npm package. */
function run(name, program, ...words) {
  const manifest = found(`${name}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  const script = join(dirname(manifest), bin[program]);
  execFileSync(process.execPath, [script, ...words], { cwd: here, stdio: "inherit" });
}

/** The module, optimised for size; an unchanged module is not optimised again. */
function optimised(bound) {
  const features = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals"];
  const enabled = [...features, "multivalue", "reference-types"].map((name) => `--enable-${name}`);
  const words = ["-Oz", "--converge", "--strip-debug", "--strip-producers", ...enabled];
  const large = join(bound, "asepsis_wasm_bg.wasm");
  const known = createHash("sha256").update(words.join()).update(readFileSync(large)).digest("hex");
  const small = join(dirname(bound), `optimised-${known}.wasm`);
  if (!existsSync(small)) {
    for (const name of readdirSync(dirname(bound))) {
      if (name.startsWith("optimised-")) rmSync(join(dirname(bound), name));
    }
    run("binaryen", "wasm-opt", large, ...words, "-o", `${small}.part`);
    renameSync(`${small}.part`, small);
  }
  return small;
}

/** Writes the files of one module into a folder, and prints the size of the module. */
async function assemble(bound, folder) {
  mkdirSync(folder, { recursive: true });
  const module = join(folder, "asepsis.wasm");
  copyFileSync(optimised(bound), module);
  compile(bound, folder);
  await forNode(folder);
  const bytes = readFileSync(module);
  const zipped = gzipSync(bytes, { level: 9 }).length;
  const size = (length) => `${(length / 1024).toFixed(1)} KiB`;
  console.log(
    `${relative(package_, module)}: ${size(bytes.length)}, ${size(zipped)} with gzip, ` +
      `${size(brotliCompressSync(bytes).length)} with brotli`,
  );
}

/** The types and the modules; the glue is copied next to the sources for the compilation. */
function compile(bound, folder) {
  const sources = join(bound, "src");
  rmSync(sources, { recursive: true, force: true });
  mkdirSync(sources);
  for (const name of readdirSync(join(here, "npm/src"))) {
    copyFileSync(join(here, "npm/src", name), join(sources, name));
  }
  for (const name of ["asepsis_wasm.js", "asepsis_wasm.d.ts"]) {
    const glue = readFileSync(join(bound, name), "utf8");
    writeFileSync(join(sources, name), glue.replaceAll("asepsis_wasm_bg.wasm", "asepsis.wasm"));
  }
  writeFileSync(join(bound, "package.json"), '{ "type": "module" }\n');
  const options = JSON.parse(readFileSync(join(here, "tsconfig.json"), "utf8"));
  options.compilerOptions.typeRoots = [join(here, "node_modules/@types")];
  options.compilerOptions.outDir = folder;
  options.files = readdirSync(sources).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  options.compilerOptions.rootDir = sources;
  options.files = options.files.map((name) => join(sources, name));
  writeFileSync(join(bound, "tsconfig.json"), JSON.stringify(options));
  run("typescript", "tsc", "--project", join(bound, "tsconfig.json"));
  copyFileSync(join(sources, "asepsis_wasm.js"), join(folder, "asepsis_wasm.js"));
}

/** For Node the same modules as CommonJS, so that `import` and `require` share one instance. */
async function forNode(folder) {
  const scripts = join(folder, "cjs");
  mkdirSync(scripts);
  const ofPage = ["index", "worker", "worker-thread"];
  const ofNode = ["node", "worker-node"];
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(folder, name), "utf8");
    if (!ofPage.includes(name.replace(".js", ""))) {
      const define = { "import.meta.url": "undefined" };
      const { code } = await transform(text, { format: "cjs", platform: "node", define });
      writeFileSync(join(scripts, name), code);
      const types = name.replace(/\.js$/, ".d.ts");
      if (existsSync(join(folder, types))) copyFileSync(join(folder, types), join(scripts, types));
    }
  }
  writeFileSync(join(scripts, "package.json"), '{ "type": "commonjs" }\n');
  const names = ["node", "worker-node", "worker-thread-node"];
  for (const name of names) rmSync(join(folder, `${name}.js`));
  rmSync(join(folder, "worker-thread-node.d.ts"));
  for (const name of ofNode) {
    const has = readFileSync(join(folder, `${name}.d.ts`), "utf8").includes("export default");
    const rest = has ? `import whole from "./cjs/${name}.js";\nexport default whole.default;\n` : "";
    writeFileSync(join(folder, `${name}.js`), `export * from "./cjs/${name}.js";\n${rest}`);
  }
}

const package_ = resolve(folder);
rmSync(package_, { recursive: true, force: true });
await assemble(resolve(bound), package_);
// The same files around the small module, which have the same types.
const kubernetes = join(package_, "kubernetes");
await assemble(resolve(small), kubernetes);
for (const folder of [kubernetes, join(kubernetes, "cjs")]) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".d.ts"))) rmSync(join(folder, name));
}

// The manifest, the README and the licences.
const manifest = JSON.parse(readFileSync(join(here, "npm/package.json"), "utf8"));
manifest.version = version;
writeFileSync(join(package_, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
copyFileSync(join(here, "npm/README.md"), join(package_, "README.md"));
for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  copyFileSync(join(here, "..", name), join(package_, name));
}
