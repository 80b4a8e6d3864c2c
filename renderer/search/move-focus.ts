/**
 * Moves the focus between what is marked `data-item`, as arrow keys do: up and down by one.
 *
 * @returns whether it moved
 */
export function moveFocus(within: HTMLElement, key: string): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) return false;
  const items = [...within.querySelectorAll<HTMLElement>("input[data-item], [data-item]")];
  const row = document.activeElement?.closest("li")?.querySelector("[data-item]");
  const at = items.findIndex((item) => item === document.activeElement || item === row);
  const next = items[at + step];
  next?.focus();
  return next !== undefined;
}
