/** The top bar: the name, the verdict, and the actions of the page. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { FORMATS, saveFiles, saveReport, type Format } from "../share/export";
import { switchAppearance } from "../state/appearance";
import { client } from "../state/client";
import { dialog, say } from "../state/state";

import { Verdict } from "./verdict";

export function TopBar() {
  return (
    <header class="top">
      <h1 class="name">
        <Mark />
        asepsis
      </h1>
      <Verdict />
      <nav class="acts" aria-label="page">
        <button type="button" class="button" onClick={() => (dialog.value = "examples")}>
          Examples
        </button>
        <button type="button" class="button" onClick={() => (dialog.value = "rendered")}>
          Render
        </button>
        <button type="button" class="button" onClick={() => (dialog.value = "share")}>
          Share
        </button>
        <ExportMenu />
        <button
          type="button"
          class="button icon"
          aria-label="switch between light and dark"
          onClick={switchAppearance}
        >
          <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
            <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
            <path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor" />
          </svg>
        </button>
      </nav>
    </header>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <path d="M16 2 28 7v9c0 7.5-5 12-12 14C9 28 4 23.5 4 16V7Z" fill="var(--accent)" />
      <path
        d="m10 16 4.5 4.5L22.5 12"
        fill="none"
        stroke="var(--on-accent)"
        stroke-width="3.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

function ExportMenu() {
  const isOpen = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen.value) return undefined;
    box.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const close = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) isOpen.value = false;
    };
    addEventListener("pointerdown", close);
    return () => removeEventListener("pointerdown", close);
  }, [isOpen.value]);
  const save = async (format: Format) => {
    isOpen.value = false;
    try {
      await saveReport(format, client);
    } catch (error) {
      say(`Cannot export the report: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      isOpen.value = false;
      box.current?.querySelector("button")?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !isOpen.value) return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="button"
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        Export
      </button>
      {isOpen.value ? (
        <div class="menu-items" role="menu" aria-label="export">
          {FORMATS.map((format) => (
            <button key={format.id} type="button" role="menuitem" onClick={() => save(format)}>
              Report as {format.title}
            </button>
          ))}
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              isOpen.value = false;
              saveFiles();
            }}
          >
            Files as zip
          </button>
        </div>
      ) : null}
    </div>
  );
}
