/** Navigation to a location in a file. */
import { batch, signal } from "@preact/signals";

import type { Finding, Location } from "../library";

import { contentOf, openName, panel, part, selectedFinding } from "./state";

/** The location to show; a new object for every jump. */
export const target = signal<{ location: Location; takesFocus: boolean } | null>(null);

export function goTo(location: Location | null | undefined, takesFocus = false): void {
  if (!location || contentOf(location.path) === undefined) return;
  batch(() => {
    openName.value = location.path;
    target.value = { location, takesFocus };
    if (takesFocus) part.value = "editor";
  });
}

/** Shows a finding in the findings panel. */
export function look(finding: Finding): void {
  batch(() => {
    selectedFinding.value = finding;
    panel.value = "findings";
    part.value = "panel";
  });
}
