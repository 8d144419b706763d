// The cases of `cargo dev parity`, for Node and for pages.

/** Returns, for each case with a different report, where the difference begins. */
export function different(cases, checkJson) {
  const wrong = [];
  for (const { name, inputs, expected } of cases) {
    const json = outcome(() => checkJson(inputs.map(([path, hex]) => [path, bytes(hex)])));
    if (json === expected) continue;
    let at = 0;
    while (at < expected.length && expected[at] === json[at]) at += 1;
    const excerpt = (text) => JSON.stringify(text.slice(Math.max(0, at - 80), at + 120));
    wrong.push(`${name} differs:\n  native ${excerpt(expected)}\n  here   ${excerpt(json)}`);
  }
  return wrong;
}

function outcome(work) {
  try {
    return work();
  } catch (failure) {
    return String(failure);
  }
}

/** The bytes of an input. */
export function bytes(hex) {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
