// The small module: Kubernetes is read as by the full one, other technologies are not covered.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as full from "asepsis";
import * as small from "asepsis/kubernetes";
import { Client } from "asepsis/kubernetes/worker";

const POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";

/** A manifest that contains a file of settings in another language. */
const SETTINGS = `
apiVersion: v1
kind: ConfigMap
metadata: {name: agent}
data:
  agent.hcl: |
    storage "postgresql" {
      connection_url = "postgres://ward:q7Zt2mVx9LpR4w@db.example/ward"
      ha_enabled     = var.replicas > 1 ? "true" : "false"
    }
`;

/** Files of technologies that the small module leaves out, each with its kind. */
const OTHERS = {
  "main.tf": ["terraform", 'variable "db_password" {\n  default = "q7Zt2mVx9LpR4w"\n}\n'],
  Dockerfile: ["dockerfile", "FROM ward:1.2.3\nENV DB_PASSWORD=q7Zt2mVx9LpR4w\n"],
  "compose.yaml": ["compose", "services: {ward: {image: 'ward:1.2.3', privileged: true}}\n"],
  "vault/agent.hcl": ["vault", 'auto_auth {\n  db_password = "q7Zt2mVx9LpR4w"\n}\n'],
  ".gitlab-ci.yml": ["gitlab-ci", "variables: {DB_PASSWORD: q7Zt2mVx9LpR4w}\n"],
};

test("it has the same names", () => {
  assert.deepEqual(Object.keys(small).sort(), Object.keys(full).sort());
  assert.notEqual(small.check, full.check);
});

test("a file of another technology is uncovered, and not an error", () => {
  for (const [path, [kind, text]] of Object.entries(OTHERS)) {
    const report = small.check({ [path]: text, "pod.yaml": POD });
    const input = report.inputs.find((input) => input.path === path);
    assert.deepEqual([input.status, input.kind, input.problems ?? []], ["uncovered", kind, []], path);
    assert.deepEqual(new Set(report.findings.map(({ location }) => location.path)), new Set(["pod.yaml"]));
    // With the full module there is something to find.
    assert.ok(full.check({ [path]: text }).findings.length > 0, path);
  }
});

test("Kubernetes gives the same bytes as with the full module", () => {
  const platforms = [
    { "pod.yaml": POD },
    { "agent.yaml": SETTINGS },
    { "kustomization.yaml": "resources: [pod.yaml]\nnamespace: ward\n", "pod.yaml": POD },
    { "ward/Chart.yaml": "name: ward\nversion: 1.0.0\n", "ward/values.yaml": "db: {password: q7Zt2mVx9LpR4w}\n" },
    { ".env": "DB_PASSWORD=q7Zt2mVx9LpR4w\n" },
  ];
  for (const files of platforms) {
    const json = small.checkJson(files);
    assert.equal(json, full.checkJson(files));
    assert.ok(JSON.parse(json).findings.length > 0, Object.keys(files).join());
  }
});

test("its worker has its module", async () => {
  const client = new Client();
  const { inputs } = await client.check({ Dockerfile: OTHERS.Dockerfile[1] });
  client.terminate();
  assert.deepEqual([inputs[0].status, inputs[0].resources ?? 0], ["uncovered", 0]);
});
