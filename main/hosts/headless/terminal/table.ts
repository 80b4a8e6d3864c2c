import { textWidth } from "./text-width.ts";

export interface Column {
  readonly title: string;
  /** Figures stand at the right. */
  readonly alignRight?: boolean;
}

/** Lines of a table; a cell may have several lines. Without rows, without lines. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => row.map((cell) => cell.split("\n")));
  const widths = columns.map(({ title }, at) => {
    return Math.max(textWidth(title), ...cells.flatMap((row) => (row[at] ?? []).map(textWidth)));
  });
  const line = (texts: readonly string[]): string =>
    columns
      .map(({ alignRight }, at) => pad(texts[at] ?? "", widths[at] ?? 0, alignRight === true))
      .join("  ")
      .trimEnd();
  const rule = "-".repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const body = cells.flatMap((row) => {
    const height = Math.max(...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, at) => line(row.map((cell) => cell[at] ?? "")));
  });
  return [line(columns.map(({ title }) => title)), rule, ...body, rule];
}

function pad(text: string, width: number, alignRight: boolean): string {
  const space = " ".repeat(Math.max(0, width - textWidth(text)));
  return alignRight ? space + text : text + space;
}
