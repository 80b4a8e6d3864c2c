import { Interrupted } from "./errors.ts";

/** What a stop needs of the process; tests hand in their own. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): never;
}

const HARD_EXIT = 130;

/**
 * The user's wish to stop. The first Ctrl-C (or SIGTERM) asks for a clean end, the second ends at once: what is stored by
 * then is safe either way. SIGHUP is no such wish: restic sends it to ask whether the holder of a lock lives.
 *
 * @param tell told what happens, in a sentence
 */
export function stopOnSignals(tell: (text: string) => void, source: SignalSource = process): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      tell("Ended at once. What was stored stays; the lock is removed by the next run on this computer.");
      source.exit(HARD_EXIT);
    }
    tell("Stopping, and keeping what has been read so far. Once more to end at once.");
    controller.abort(new Interrupted());
  };
  source.on("SIGINT", stop);
  source.on("SIGTERM", stop);
  source.on("SIGHUP", () => undefined);
  return controller.signal;
}
