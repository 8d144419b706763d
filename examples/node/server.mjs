// An endpoint that checks request bodies in a worker thread, so that it stays responsive.
// usage: node server.mjs [PORT], then
// curl --data-binary @deploy.yaml 'http://localhost:8080/check?fail_on=high'
import { createServer } from "node:http";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

import { AsepsisError, Client } from "asepsis/worker";

/** The limits of the size and duration of a request. */
const BYTES = 4 << 20;
const MILLISECONDS = 10_000;

const client = new Client();

/** The bytes of a request; `undefined` if there are too many. */
async function body(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The status and the JSON of the response. */
async function answer(request) {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (request.method !== "POST" || pathname !== "/check") return [404, { error: "POST /check" }];
  const bytes = await body(request);
  if (bytes === undefined) return [413, { error: `request exceeds ${BYTES} bytes` }];
  try {
    const signal = AbortSignal.timeout(MILLISECONDS);
    const report = await client.check(bytes, Object.fromEntries(searchParams), { signal });
    return [report.verdict === "pass" ? 200 : 422, report];
  } catch (error) {
    if (error.name === "TimeoutError") return [503, { error: "the check timed out" }];
    if (!(error instanceof AsepsisError)) throw error;
    const { code, message, hint } = error;
    return [code === "internal-error" ? 500 : 400, { code, message, hint }];
  }
}

export const server = createServer(async (request, response) => {
  const [status, json] = await answer(request).catch((error) => [500, { error: String(error) }]);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
});

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  server.listen(Number(argv[2] ?? 8080), () => console.log(server.address()));
}
