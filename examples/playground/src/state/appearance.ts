/** Light or dark, from the system or as selected. The selection is the only thing that is stored. */
import { effect, signal } from "@preact/signals";

export type Appearance = "system" | "light" | "dark";

const KEY = "appearance";

export const appearance = signal<Appearance>(remembered());

function remembered(): Appearance {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export function keepAppearance(): void {
  effect(() => {
    const chosen = appearance.value;
    document.documentElement.dataset.appearance = chosen;
    try {
      if (chosen === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, chosen);
    } catch {
      // Without storage the selection still applies to this page.
    }
  });
}

/** Switches to the other of the two. */
export function switchAppearance(): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = appearance.value === "dark" || (appearance.value === "system" && systemIsDark);
  const wanted = isDark ? "light" : "dark";
  appearance.value = (wanted === "dark") === systemIsDark ? "system" : wanted;
}
