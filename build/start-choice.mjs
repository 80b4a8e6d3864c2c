// What `npm start` starts. Plain JavaScript for any Node from 18 on.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Surroundings
 * @property {readonly string[]} args what was typed behind `npm start --`
 * @property {string | undefined} electron path of Electron's program, if it is here
 * @property {boolean} hasDisplay
 */

/**
 * With arguments the command line; without, the desktop's window where it can be shown, and otherwise the window in a
 * browser, with the reason why not the desktop's.
 *
 * @param {Surroundings} surroundings
 * @returns {{ electron: string } | { args: readonly string[], noDesktop?: "no-electron" | "no-display" }}
 */
export function chooseStart({ args, electron, hasDisplay }) {
  if (args.length > 0) return { args };
  if (!hasDisplay) return { args: ["serve"], noDesktop: "no-display" };
  if (electron === undefined) return { args: ["serve"], noDesktop: "no-electron" };
  return { electron };
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {NodeJS.Platform} platform
 */
export function hasDisplay(env, platform) {
  if (platform === "win32" || platform === "darwin") return !env["SSH_CONNECTION"] && !env["SSH_TTY"];
  return Boolean(env["DISPLAY"]) || Boolean(env["WAYLAND_DISPLAY"]);
}

/**
 * Where Electron's program is, if it was downloaded. Its package is not asked: that would download it.
 *
 * @param {string} root the project's folder
 * @returns {string | undefined}
 */
export function findElectron(root) {
  const folder = join(root, "node_modules/electron");
  const note = join(folder, "path.txt"); // its package writes this when all is there
  if (!existsSync(note)) return undefined;
  const program = join(folder, "dist", readFileSync(note, "utf8").trim());
  return existsSync(program) ? program : undefined;
}
