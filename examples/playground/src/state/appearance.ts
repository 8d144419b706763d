/** Light or dark: as the system has it, or as somebody chose. The choice is all that is remembered. */
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
      // A browser that keeps nothing shows it all the same.
    }
  });
}

/** The other of the two that can be seen. */
export function switchAppearance(): void {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = appearance.value === "dark" || (appearance.value === "system" && systemIsDark);
  const wanted = isDark ? "light" : "dark";
  appearance.value = (wanted === "dark") === systemIsDark ? "system" : wanted;
}
