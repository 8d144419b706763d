// A browser and a server of files, for the tests of pages.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The path of Chromium, if it is installed. */
export const chromium = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

/** Serves the files of a folder; returns the address and a function that ends the server. */
export async function served(folder) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://a").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const headers = {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      // The strictest policy that allows WebAssembly.
      "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
    };
    response.writeHead(200, headers).end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { address: `http://127.0.0.1:${port}/`, end: () => server.close() };
}

/** Opens a page and waits until its script sets `globalThis.outcome`. */
export async function outcomeOf(address, timeout = 60_000) {
  const tools = createRequire(join(process.env.ASEPSIS_TOOLS, "package.json"));
  const { chromium: driver } = tools("playwright-core");
  const quiet = ["quic", "background-networking", "component-update", "sync", "gpu"];
  const browser = await driver.launch({
    executablePath: chromium,
    args: ["--no-sandbox", "--no-first-run", ...quiet.map((what) => `--disable-${what}`)],
  });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("requestfailed", (request) => said.push(`${request.url()} could not be had`));
    await page.goto(address);
    const end = Date.now() + timeout;
    // Playwright's `waitForFunction` needs `unsafe-eval`.
    for (;;) {
      const outcome = await page.evaluate("globalThis.outcome");
      if (outcome !== undefined) return { outcome, said };
      if (Date.now() > end) throw new Error(`the page does not end\n${said.join("\n")}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await browser.close();
  }
}
