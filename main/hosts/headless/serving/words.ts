import { type Environment, variable } from "../environment.ts";
import type { Opening } from "./where-to-open.ts";

/** Why `npm start` serves the window instead of opening the desktop's; told by build/start.mjs. */
const REASONS: Readonly<Record<string, string>> = {
  "no-electron": "Electron’s program is not here",
  "no-display": "no display here",
};

/** Where the window is and why there, in one line. @param link works once, within five minutes */
export function servingLine(link: string, opening: Opening, env: Environment, isNew: boolean): string {
  const told = REASONS[variable(env, "HOLDFAST_NO_DESKTOP")?.value ?? ""];
  const runs = isNew ? "Holdfast runs at" : "Holdfast was running already, at";
  if (opening.opens) return `${runs} ${link} (opened in your browser${told === undefined ? "" : `: ${told}`})`;
  const whys = [...new Set([...(told === undefined ? [] : [told]), opening.because])];
  return `${runs} ${link} (${whys.join(", ")}, so open it yourself; the link works once)`;
}
