/** Going to a place in a file. */
import { batch, signal } from "@preact/signals";

import type { Finding, Location } from "../library";

import { files, openName, panel, part, selectedFinding } from "./state";

/** The place to show; an object of its own for every jump. */
export const target = signal<{ location: Location; takesFocus: boolean } | null>(null);

export function goTo(location: Location | null | undefined, takesFocus = false): void {
  if (!location || !files.value.has(location.path)) return;
  batch(() => {
    openName.value = location.path;
    target.value = { location, takesFocus };
    if (takesFocus) part.value = "editor";
  });
}

/** Shows a finding in the panel, wherever the panel was. */
export function look(finding: Finding): void {
  batch(() => {
    selectedFinding.value = finding;
    panel.value = "findings";
    part.value = "panel";
  });
}
