import { dialog } from "electron";
import { startDesktop } from "./desktop.ts";

// The program that Electron runs. Electron becomes ready only after this file was run to its end: nothing is awaited here.

startDesktop(import.meta.dirname, process.argv).catch((error: unknown) => {
  dialog.showErrorBox("Holdfast", error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
