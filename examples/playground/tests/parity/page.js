/** Checks the cases as the playground does, in a worker, and collects the differences. */
import { Client } from "asepsis/worker";

const cases = await (await fetch("./cases.json")).json();
const client = new Client();
const different = [];
for (const { name, inputs, expected } of cases) {
  const files = inputs.map(([path, hexadecimal]) => [path, bytes(hexadecimal)]);
  const json = await client.checkJson(files).catch(String);
  if (json !== expected) different.push(`${name}: ${firstDifference(expected, json)}`);
}
globalThis.outcome = { count: cases.length, different };

function bytes(hexadecimal) {
  const pairs = hexadecimal.match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

function firstDifference(expected, found) {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at += 1;
  const excerpt = (text) => JSON.stringify(text.slice(Math.max(at - 60, 0), at + 100));
  return `expected ${excerpt(expected)}, found ${excerpt(found)}`;
}
