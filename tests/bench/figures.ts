import type { Figure } from "./statistics.ts";

export const FIGURES: readonly Figure[] = ["wall", "cpu", "memory", "repository", "blob", "link"];

export const FIGURE_TITLES: Readonly<Record<Figure, string>> = {
  wall: "wall",
  cpu: "CPU",
  memory: "peak memory",
  repository: "repository",
  blob: "index a blob",
  link: "time by the link's",
};

/** A value as a person reads it: "95 ms", "2.31 s", "185.0 MB" (of a million bytes), "57.9 B". */
export function formatFigure(figure: Figure, value: number): string {
  if (figure === "blob") return `${value.toFixed(1)} B`;
  if (figure === "link") return value.toFixed(2);
  if (figure === "memory") return `${Math.round(value / 1e6)} MB`;
  if (figure === "repository") return `${(value / 1e6).toFixed(1)} MB`;
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(value < 100_000 ? 2 : 1)} s`;
}

/** Sizes hardly differ, so the third digit counts. */
export function formatRatio(figure: Figure, value: number): string {
  if (value < 0.1) return value.toPrecision(2);
  return value.toFixed(figure === "repository" ? 3 : 2);
}
