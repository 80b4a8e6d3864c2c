import { closeSync, openSync } from "node:fs";

/** What is needed of the process and its terminal; tests hand in their own. */
export interface HangUpSurroundings {
  on(signal: "SIGHUP", listener: () => void): unknown;
  hasTerminal(): boolean;
  /** Calls back a moment later. */
  soon(call: () => void): void;
  readonly platform: NodeJS.Platform;
}

/** The kernel sends the signal a little before it takes the terminal away. */
const SOON_MS = 100;

/**
 * Calls back when the terminal that the process was started on is closed. SIGHUP alone does not say that: restic sends it
 * to whoever holds a lock, to ask whether it lives, and an agent that ended then would be ended by any `restic` on the
 * same repository. So a SIGHUP counts if the terminal was there at the start and is gone now. An agent that never had one,
 * such as a service, is ended with SIGTERM.
 */
export function onHangUp(call: () => void, around: HangUpSurroundings = SYSTEM): void {
  if (around.platform === "win32") {
    around.on("SIGHUP", call); // sent when the console is closed, and by no restic
    return;
  }
  if (!around.hasTerminal()) return;
  around.on("SIGHUP", () => {
    around.soon(() => {
      if (!around.hasTerminal()) call();
    });
  });
}

const SYSTEM: HangUpSurroundings = {
  platform: process.platform,
  on: (signal, listener) => process.on(signal, listener),
  soon: (call) => setTimeout(call, SOON_MS),
  hasTerminal() {
    try {
      closeSync(openSync("/dev/tty", "r")); // the one this process belongs to; there need not be one
      return true;
    } catch {
      return false;
    }
  },
};
