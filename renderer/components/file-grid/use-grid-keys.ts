import { type KeyboardEvent, useRef } from "react";
import type { FileGridProps, GridEntry } from "./grid-props.ts";
import { isSpaceTyped, searchFrom, type Typed, typed } from "./type-ahead.ts";
import type { GridRows } from "./use-grid-rows.ts";

/** What the keyboard does in a grid. Keys that mean nothing here go on to whoever is around it. */
export function useGridKeys<Entry extends GridEntry>(
  { active, perPage, touch }: GridRows,
  { total, entryAt, onFind, onOpen, onUp, marks }: FileGridProps<Entry>,
): (event: KeyboardEvent<HTMLElement>) => void {
  const word = useRef<Typed>({ text: "", at: 0 });
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + perPage, PageUp: active - perPage },
    ...{ Home: 0, End: total - 1 },
  };

  const find = (key: string): void => {
    const now = Date.now();
    word.current = typed(word.current, key, now);
    const { text } = word.current;
    void onFind(text, searchFrom(active, text)).then((found) => {
      // Somebody who went on typing is not thrown back to what the first letters meant.
      if (found !== undefined && word.current.text === text) touch(found, false);
    });
  };
  const toggle = (): void => {
    const entry = entryAt(active);
    if (entry === undefined || marks === undefined || marks.canMark?.(entry) === false) return;
    if (marks.markOf(entry) !== "covered") marks.onToggle(active, entry);
    touch(active, false);
  };
  const open = (): void => {
    const entry = entryAt(active);
    if (entry?.type === "folder") onOpen(entry);
    else if (entry !== undefined) toggle();
  };
  const act = (event: KeyboardEvent<HTMLElement>): boolean => {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const step = steps[key];
    if (event.altKey && key !== "ArrowUp") return false;
    if ((key === "Backspace" || (event.altKey && key === "ArrowUp")) && onUp !== undefined) onUp();
    else if (step !== undefined && !isCommand) touch(step, shiftKey && marks !== undefined);
    else if (key === "a" && isCommand && marks !== undefined) marks.onAll();
    else if (isCommand) return false;
    else if (key === " " && !isSpaceTyped(word.current, entryAt(active)?.name ?? "", Date.now())) toggle();
    else if (key === "Enter") open();
    else if ([...key].length === 1) find(key);
    else return false;
    return true;
  };
  return (event) => {
    // Boxes and buttons in the headings have keys of their own.
    const isRow = event.target instanceof Element && event.target.closest("[data-index]") !== null;
    if (isRow && act(event)) event.preventDefault();
  };
}
