/** Writes what happens for whoever has to find out later why. Never blocks, never throws. */
export interface Log {
  /** @param facts what the text is about; whatever is named like a secret is left out of the file */
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
  /** The same log, with facts that every line has. */
  child(bindings: object): Log;
}

/** Says nothing: for tests, and for programs that keep no log. */
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
