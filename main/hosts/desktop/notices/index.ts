/** What the user is told on the desktop while the window is closed. */
export { Notifier } from "./notifier.ts";
export { ToldFile } from "./told-file.ts";
