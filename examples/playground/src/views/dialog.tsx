/** A dialog over the page; the browser keeps the focus in it and closes it on Escape. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { dialog } from "../state/state";

interface Props {
  title: string;
  /** Whether it takes the whole width of the page. */
  isWide?: boolean;
  children: ComponentChildren;
}

export function Dialog({ title, isWide, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = box.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={box}
      class={isWide ? "dialog is-wide" : "dialog"}
      aria-label={title}
      onClose={() => (dialog.value = null)}
      onClick={(event) => event.target === box.current && box.current?.close()}
    >
      <header class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="plain close" aria-label="close" onClick={() => box.current?.close()}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
