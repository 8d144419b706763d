/** Rules for the tests that prevent flaky ones. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** The only file that may query the whole page. */
const PANELS = "tests/support/panels.js";
const OWN = "tests/rules.test.js";
const TOP = fileURLToPath(new URL("../", import.meta.url));

const FAULTS = {
  [`queries the whole page, and may match another panel; see ${PANELS}`]:
    /\bpage\s*\.(?:getBy\w+|locator|frameLocator|\$+\w*|waitForSelector|setInputFiles|click|hover|fill)\(/,
  "waits for a time instead of a state": /\bwaitForTimeout\b|\bdelay:|timers\/promises|\bsetTimeout\(\w/,
};

test("tests query panels and wait for states", () => {
  const sources = ["tests", "scripts"].flatMap((folder) =>
    readdirSync(TOP + folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  const written = sources.filter((name) => name.endsWith(".js") && name !== PANELS && name !== OWN);
  assert.ok(written.length > 5);
  const found = written.flatMap((name) =>
    readFileSync(TOP + name, "utf8")
      .split("\n")
      .flatMap((line, index) =>
        Object.entries(FAULTS)
          .filter(([, pattern]) => pattern.test(line))
          .map(([fault]) => `${name}:${index + 1} ${fault}`),
      ),
  );
  assert.deepEqual(found, []);
});
