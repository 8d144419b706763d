/** A virtualised tree with keyboard navigation: only visible rows are rendered. */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

export interface Row {
  key: string;
  level: number;
  height: number;
  /** Open or closed; omitted for a row without children. */
  isOpen?: boolean;
  content: () => ComponentChildren;
}

interface Properties {
  label: string;
  rows: readonly Row[];
  selected: string | null;
  empty?: ComponentChildren;
  onSelect(key: string): void;
  /** A click or Enter. */
  onAct(key: string): void;
  onToggle?(key: string, isOpen: boolean): void;
}

/** A copy of a set of keys with or without one. */
export function withMember(
  keys: ReadonlySet<string>,
  key: string,
  isMember: boolean,
): ReadonlySet<string> {
  const next = new Set(keys);
  if (isMember) next.add(key);
  else next.delete(key);
  return next;
}

/** Rows rendered beyond the edges, so that fast scrolling shows no gap. */
const MARGIN = 6;

export function TreeList({ label, rows, selected, empty, onSelect, onAct, onToggle }: Properties) {
  const box = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [view, setView] = useState({ top: 0, height: 600 });
  const tops = useMemo(() => runningTops(rows), [rows]);
  const siblings = useMemo(() => countSiblings(rows), [rows]);
  const current = rows.findIndex((row) => row.key === selected);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  // A layout effect, so that it runs before the row is painted or scrolled again.
  useLayoutEffect(() => {
    const element = box.current;
    const row = rows[current];
    const top = tops[current];
    if (!element || !row || top === undefined) return;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + row.height;
    if (bottom > element.scrollTop + element.clientHeight) {
      element.scrollTop = bottom - element.clientHeight;
    }
  }, [selected, rows.length]);

  const toggle = (index: number, isOpen: boolean) => {
    const row = rows[index];
    if (row?.isOpen !== undefined && row.isOpen !== isOpen) onToggle?.(row.key, isOpen);
  };
  const select = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (row) onSelect(row.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[current];
    const steps: Record<string, () => void> = {
      ArrowDown: () => select(current + 1),
      ArrowUp: () => select(current < 0 ? rows.length - 1 : current - 1),
      Home: () => select(0),
      End: () => select(rows.length - 1),
      PageDown: () => select(current + 10),
      PageUp: () => select(current - 10),
      ArrowRight: () => (row?.isOpen === false ? toggle(current, true) : select(current + 1)),
      ArrowLeft: () =>
        row?.isOpen ? toggle(current, false) : select(parentOf(rows, current) ?? current),
      Enter: () => row && onAct(row.key),
      " ": () => row && onAct(row.key),
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step();
  };

  if (rows.length === 0) return <div class="empty">{empty}</div>;
  const first = Math.max(rowAt(tops, view.top) - MARGIN, 0);
  const last = Math.min(rowAt(tops, view.top + view.height) + MARGIN, rows.length - 1);
  const shown = rows.slice(first, last + 1);
  const isActiveShown = current >= first && current <= last;
  return (
    <div
      class="tree"
      ref={box}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={isActiveShown ? `${prefix}-${current}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) =>
        setView({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })
      }
    >
      <div class="tree-length" role="presentation" style={{ height: `${tops[rows.length] ?? 0}px` }}>
        {shown.map((row, offset) => {
          const index = first + offset;
          return (
            <div
              key={row.key}
              id={`${prefix}-${index}`}
              class={`row level-${row.level}`}
              role="treeitem"
              aria-level={row.level}
              aria-setsize={siblings[index]?.size}
              aria-posinset={siblings[index]?.position}
              aria-expanded={row.isOpen}
              aria-selected={row.key === selected}
              style={{ top: `${tops[index] ?? 0}px`, height: `${row.height}px` }}
              onClick={() => {
                onSelect(row.key);
                onAct(row.key);
              }}
            >
              {row.content()}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The top of each row, and the total height as the last item. */
function runningTops(rows: readonly Row[]): number[] {
  const tops = [0];
  let top = 0;
  for (const row of rows) tops.push((top += row.height));
  return tops;
}

function rowAt(tops: readonly number[], offset: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function parentOf(rows: readonly Row[], index: number): number | undefined {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) {
    if ((rows[above]?.level ?? level) < level) return above;
  }
  return undefined;
}

/** The position of each row among its siblings. */
function countSiblings(rows: readonly Row[]): { position: number; size: number }[] {
  const places = rows.map(() => ({ position: 1, size: 1 }));
  const open: number[][] = [];
  const close = (level: number) => {
    while (open.length > level) {
      const group = open.pop() ?? [];
      for (const [position, index] of group.entries()) {
        places[index] = { position: position + 1, size: group.length };
      }
    }
  };
  for (const [index, row] of rows.entries()) {
    close(row.level);
    while (open.length < row.level) open.push([]);
    open[row.level - 1]?.push(index);
  }
  close(0);
  return places;
}
