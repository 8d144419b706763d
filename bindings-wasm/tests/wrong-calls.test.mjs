// Invalid calls: `wrong-calls.md` lists the expected errors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { AsepsisError, check, checkResources, explain, render, renderYaml } from "asepsis";
import { Client } from "asepsis/worker";

const table = readFileSync(join(process.env.ASEPSIS_ROOT, "examples/cli/tests/wrong-calls.md"), "utf8");
const rows = table
  .split("\n")
  .filter((line) => line.startsWith("| javascript | "))
  .map((line) => line.slice(2, -2).split(" | ").slice(1));

const text = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";
const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { hostPID: true } };
const inWorker = new Client();
after(() => inWorker.terminate());

const names = { check, checkResources, explain, inWorker, pod, render, renderYaml, text };

for (const [call, code, message, hint] of rows) {
  test(call, async () => {
    const make = new Function(...Object.keys(names), `return ${call.slice(1, -1)}`);
    await assert.rejects(
      async () => await make(...Object.values(names)),
      (error) => {
        assert.ok(error instanceof AsepsisError, String(error));
        assert.equal(error.code, code);
        assert.ok(error.message.includes(message), error.message);
        assert.ok(error.hint?.includes(hint), error.hint);
        return true;
      },
    );
  });
}
