import type { PowerMonitor } from "electron";

/** What the events of the computer's power come to. */
export interface PowerParts {
  readonly monitor: Pick<PowerMonitor, "on" | "off">;
  /** What runs wait for may have changed: power, or somebody at the computer. After sleep, nobody saw what changed meanwhile. */
  readonly onChange: (change: { readonly hasSlept: boolean }) => void;
  /** The computer shuts down: it waits a while, until the program quits. */
  readonly onShutdown: () => void;
}

const CHANGES = ["on-ac", "on-battery", "lock-screen", "unlock-screen"] as const;

/** The event that macOS and Linux give to be prevented, for a while; its declaration lacks it. */
type ShutdownListener = (event?: { preventDefault(): void }) => void;

/** Hears of sleep, power, the locked screen and shut-down. @returns what ends it */
export function watchPower({ monitor, onChange, onShutdown }: PowerParts): () => void {
  const changed = (): void => onChange({ hasSlept: false });
  const woke = (): void => onChange({ hasSlept: true });
  const shutdown: ShutdownListener = (event) => {
    event?.preventDefault();
    onShutdown();
  };
  // Each event has a declaration of its own, and all of these pass nothing.
  const on = (name: string, listener: () => void): void => void monitor.on(name as "resume", listener);
  const off = (name: string, listener: () => void): void => void monitor.off(name as "resume", listener);
  const heard = [
    ...CHANGES.map((name) => [name, changed] as const),
    ...([
      ["resume", woke],
      ["shutdown", shutdown],
    ] as const),
  ];
  for (const [name, listener] of heard) on(name, listener);
  return () => {
    for (const [name, listener] of heard) off(name, listener);
  };
}
