// The script of each page, however it is bundled: the direct calls, then those of a worker.
export async function judged(load, client) {
  const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";
  const { default: init, AsepsisError, check, Checker, _fault } = load;
  const codes = [];
  const caught = (error) => {
    if (!(error instanceof AsepsisError)) throw error;
    codes.push(error.code);
  };
  const attempt = (work) => {
    try {
      work();
    } catch (error) {
      caught(error);
    }
  };
  attempt(() => check(POD));
  await init(globalThis.source);
  const checker = new Checker({ select: ["host-pid"] });
  attempt(() => check(POD, { frameworks: ["hippa"] }));
  attempt(() => _fault());
  const lines = checker.check({ "pod.yaml": POD }).findings.map(({ location }) => location.start.line);
  const large = Array.from({ length: 20_000 }, () => POD).join("---\n");
  const aborted = await client
    .check(large, {}, { signal: AbortSignal.timeout(30) })
    .catch((error) => error.name);
  await client._fault().catch(caught);
  const { verdict } = await client.check({ "pod.yaml": POD });
  const checks = (await client.checks()).length > 50;
  client.terminate();
  return { codes, lines, aborted, verdict, checks };
}

/** The outcome. */
export const EXPECTED = {
  codes: ["not-ready", "unknown-name", "internal-error", "internal-error"],
  lines: [4],
  aborted: "TimeoutError",
  verdict: "fail",
  checks: true,
};
