/** Export of the report in its formats, and of the files. */
import { strToU8, zipSync } from "fflate";
import type { Client } from "asepsis/worker";

import { options } from "../state/checking";
import { files, inputs } from "../state/state";

export interface Format {
  id: "json" | "sarif" | "markdown";
  title: string;
  file: string;
  type: string;
}

export const FORMATS: readonly Format[] = [
  { id: "json", title: "JSON", file: "asepsis.json", type: "application/json" },
  { id: "sarif", title: "SARIF", file: "asepsis.sarif", type: "application/sarif+json" },
  { id: "markdown", title: "Markdown", file: "asepsis.md", type: "text/markdown" },
];

export async function saveReport(format: Format, client: Client): Promise<void> {
  save(format.file, await client.render(inputs(), format.id, options()), format.type);
}

export function saveFiles(): void {
  const contents = [...files.value].map(([name, content]) => [
    name,
    typeof content === "string" ? strToU8(content) : content,
  ]);
  save("platform.zip", zipSync(Object.fromEntries(contents), { level: 1 }), "application/zip");
}

function save(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
