// The same bytes give the same verdict, however they are passed in; `ways.txt` lists the verdicts.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";

import { check } from "asepsis";
import { Client } from "asepsis/worker";

import { ways } from "./ways.mjs";

const rows = ways(join(process.env.ASEPSIS_ROOT, "examples/cli/tests/ways.txt"));
const client = new Client();
after(() => client.terminate());

/** The bytes, and their text if they are UTF-8. */
function contents(bytes) {
  try {
    return [bytes, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)];
  } catch {
    return [bytes];
  }
}

for (const { title, verdicts, files } of rows) {
  test(title, async () => {
    const pairs = Object.entries(files);
    for (const inputs of [files, new Map(pairs), pairs]) {
      assert.equal(check(inputs).verdict, verdicts.walked);
    }
    assert.equal((await client.check(files)).verdict, verdicts.walked);
    assert.equal(check(files, { named: Object.keys(files) }).verdict, verdicts.named);
    if (pairs.length > 1) return;
    const [[name, bytes]] = pairs;
    for (const content of contents(bytes)) {
      assert.equal(check({ [name]: content }).verdict, verdicts.walked);
      assert.equal(check(content, { name }).verdict, verdicts.named);
      if (verdicts.text !== undefined) assert.equal(check(content).verdict, verdicts.text);
    }
  });
}

test("there are enough rows", () => assert.ok(rows.length >= 30));
