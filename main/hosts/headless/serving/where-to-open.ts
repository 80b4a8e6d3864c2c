import { type Environment, variable } from "../environment.ts";

/** Whether to open the window in a browser, and if not why not, as the end of a sentence. */
export type Opening = { readonly opens: true } | { readonly opens: false; readonly because: string };

/** @param isWanted false with --no-open */
export function whereToOpen(env: Environment, platform: NodeJS.Platform, isWanted: boolean): Opening {
  const has = (...names: readonly string[]): boolean => variable(env, ...names) !== undefined;
  if (!isWanted) return { opens: false, because: "--no-open" };
  if (has("CI")) return { opens: false, because: "this is an automatic run" };
  const isRemote = has("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT");
  const hasDisplay = platform === "win32" || platform === "darwin" ? !isRemote : has("DISPLAY", "WAYLAND_DISPLAY");
  if (hasDisplay) return { opens: true };
  return { opens: false, because: isRemote ? "no display over ssh" : "no display here" };
}
