/** Dropped files have the same verdict as in every other interface; `ways.txt` lists the verdicts. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { zipSync } from "fflate";

import { ways } from "../../../bindings-wasm/tests/ways.mjs";
import { clear, file, open, settled, verdict } from "./support/acts.js";
import { launch, serve } from "./support/browser.js";

const rows = ways(fileURLToPath(new URL("../../cli/tests/ways.txt", import.meta.url)));

/** Drops files on the page. */
function drop(page, files) {
  return page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, bytes] of files) {
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name));
    }
    const init = { dataTransfer, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent("drop", init));
  }, files);
}

/** Drops an archive, whose files are not named individually. */
function dropArchive(page, files) {
  const all = Object.entries(files);
  return drop(page, [["all.zip", [...zipSync(Object.fromEntries(all))]]]);
}

let server;
let browser;

before(async () => {
  server = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

test("dropped files have the same verdict as in other interfaces", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { page } = await open(context, server.address);
  const wrong = [];
  for (const { title, verdicts, files } of rows) {
    const oneByOne = () => drop(page, Object.entries(files).map(([name, bytes]) => [name, [...bytes]]));
    for (const [way, hand] of [["named", oneByOne], ["walked", () => dropArchive(page, files)]]) {
      await clear(page);
      await hand();
      for (const name of Object.keys(files)) await file(page, name).waitFor();
      await settled(page);
      const said = (await verdict(page)).toLowerCase();
      if (said !== verdicts[way]) wrong.push(`${title}, ${way}: ${said}, not ${verdicts[way]}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(rows.length >= 30);
});
