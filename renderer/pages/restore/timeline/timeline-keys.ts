import type { TimelineRow } from "./timeline-rows.ts";

/** What a key does in the timeline: another row gets the focus, or a span is opened or closed. */
export type Step = { readonly type: "go"; readonly to: number } | { readonly type: "toggle"; readonly key: string };

/** @param perPage rows in sight. @returns undefined for a key that means nothing there */
export function stepOf(
  key: string,
  {
    rows,
    active,
    perPage,
  }: { readonly rows: readonly TimelineRow[]; readonly active: number; readonly perPage: number },
): Step | undefined {
  const row = rows[active];
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + perPage, PageUp: active - perPage },
    ...{ Home: 0, End: rows.length - 1 },
  };
  const to = steps[key];
  if (to !== undefined) return { type: "go", to: Math.max(0, Math.min(rows.length - 1, to)) };
  if (row === undefined) return undefined;
  const isSpan = row.kind === "span";
  if (isSpan && (key === "Enter" || key === " ")) return { type: "toggle", key: row.key };
  if (key === "ArrowRight" && isSpan)
    return row.isOpen ? { type: "go", to: active + 1 } : { type: "toggle", key: row.key };
  if (key !== "ArrowLeft") return undefined;
  if (isSpan && row.isOpen) return { type: "toggle", key: row.key };
  const above = rows.findLastIndex((other, index) => index < active && other.level < row.level);
  return above < 0 ? undefined : { type: "go", to: above };
}
