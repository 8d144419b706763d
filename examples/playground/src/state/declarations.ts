/** The declarations of checks and frameworks, loaded once. */
import { signal } from "@preact/signals";
import type { Client } from "asepsis/worker";

import { report } from "./state";

export type Declaration = Awaited<ReturnType<Client["checks"]>>[number];
export type Framework = Awaited<ReturnType<Client["frameworks"]>>[number];
export type Schema = Awaited<ReturnType<Client["policySchema"]>>;

export const declarations = signal<readonly Declaration[]>([]);
export const frameworks = signal<readonly Framework[]>([]);
export const policySchema = signal<Schema | null>(null);

export async function ask(client: Client): Promise<void> {
  const [checks, known, schema] = await Promise.all([
    client.checks(),
    client.frameworks(),
    client.policySchema(),
  ]);
  declarations.value = checks;
  frameworks.value = known;
  policySchema.value = schema;
}

/** Why, fix and controls of a check, from the current report. */
export function declarationOf(id: string) {
  return report.value?.checks.find((check) => check.id === id);
}
