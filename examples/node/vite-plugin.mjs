// A plugin for Vite and Rollup: a build fails if the manifests next to the code have findings.
//
//     // vite.config.js
//     import { asepsis } from "./vite-plugin.mjs";
//     export default { plugins: [asepsis({ files: ["deploy/app.yaml"] })] };
import { readFileSync } from "node:fs";

import { Checker } from "asepsis";

/** Checks files when a build starts, and again when one of them changes. */
export function asepsis({ files, ...options }) {
  // A misspelt option fails here, before any build.
  const checker = new Checker(options);
  return {
    name: "asepsis",
    buildStart() {
      for (const file of files) this.addWatchFile(file);
      const report = checker.check(files.map((file) => [file, readFileSync(file)]));
      for (const { severity, check, message, location } of report.findings) {
        const { path: file = files[0], start } = location ?? {};
        const place = start && { file, line: start.line, column: start.column - 1 };
        this.warn({ message: `${severity}: ${message} [${check}]`, loc: place });
      }
      if (report.verdict !== "pass") {
        this.error(`asepsis: ${report.verdict}, ${report.findings.length} findings`);
      }
    },
  };
}
