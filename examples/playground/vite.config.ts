import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin } from "vite";

/**
 * Adds the Content-Security-Policy to the built page. The nonce is for the styles of the editor; a static
 * page can only have one per build. The page never writes markup, so that a `<style>` cannot be injected.
 */
function contentSecurityPolicy(): Plugin {
  const nonce = randomBytes(16).toString("base64url");
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "worker-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: policy },
        injectTo: "head-prepend",
      },
      { tag: "meta", attrs: { name: "style-nonce", content: nonce }, injectTo: "head" },
    ],
  };
}

/** The files of the example platforms, and the file names of examples, as one module. */
function platforms(): Plugin {
  const name = "virtual:platforms";
  const folders = {
    start: "./src/start/",
    chart: "./src/chart/",
    ojala: "../platforms/ojala/",
    myhealth: "../platforms/myhealth/",
  };
  return {
    name: "platforms",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const read = Object.entries(folders).map(([key, folder]) => [key, texts(folder)]);
      const found = { ...Object.fromEntries(read), exampleNames: exampleNames() };
      return `export default ${JSON.stringify(found)};`;
    },
  };
}

/** The file name of a check's example, by check, if it is not a manifest. */
function exampleNames(): Record<string, string> {
  const kinds = { ".compose.yaml": "compose.yaml", ".values.yaml": "values.yaml", ".env": ".env" };
  const top = fileURLToPath(new URL("../../core/src/checks/", import.meta.url));
  const files = readdirSync(top, { recursive: true, encoding: "utf8" });
  const named = Object.entries(kinds).flatMap(([end, name]) =>
    files
      .filter((file) => file.endsWith(end) && !files.includes(file.replace(end, ".yaml")))
      .map((file) => [basename(file, end).replaceAll("_", "-"), name] as const),
  );
  return Object.fromEntries(named.reverse());
}

function texts(folder: string): Record<string, string> {
  const top = fileURLToPath(new URL(folder, import.meta.url));
  const names = readdirSync(top, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(top + name).isFile() && !name.endsWith(".md"));
  return Object.fromEntries(files.map((name) => [name, readFileSync(top + name, "utf8")]));
}

export default defineConfig({
  base: "./",
  plugins: [contentSecurityPolicy(), platforms()],
  worker: { format: "es" },
  // Pre-bundling would break the URLs of its worker and its module.
  optimizeDeps: { exclude: ["asepsis"] },
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    // No asset is fetched later, and none is inlined as a data URL.
    assetsInlineLimit: 0,
    // A single script on purpose; `scripts/size.js` limits its size.
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
  },
});
