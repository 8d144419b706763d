/** A browser and a server of the built page for the tests and the pictures. */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
/** The page must work at any path. */
const PATH = "/somewhere/below/";

/** Serves a folder, `dist` unless another is named; `close` ends it. */
export async function serve(folder = DIST) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const inside = normalize(pathname.slice(PATH.length) || "index.html");
    const file = join(folder, inside);
    const isThere = pathname.startsWith(PATH) && !inside.startsWith("..") && existsSync(file);
    if (!isThere || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    address: `http://127.0.0.1:${address.port}${PATH}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Starts Chromium; Playwright gives it an empty profile and removes that at the end. */
export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
