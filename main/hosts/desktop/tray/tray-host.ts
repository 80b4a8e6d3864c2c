import type { Clock } from "../../../agent/clock/index.ts";

export interface TrayHostParts {
  /** Whether icons are shown now. */
  readonly ask: () => Promise<boolean>;
  readonly clock: Clock;
}

/** Programs that begin with the user's session begin before its panel has settled. */
const WAITS_MS = [1000, 2000, 4000, 8000, 15_000];

/**
 * Whether there is a tray to begin in: asked again for half a minute, as the desktop may just be starting. What is hidden until
 * then is to be shown if the answer is no.
 */
export async function findTrayHost({ ask, clock }: TrayHostParts): Promise<boolean> {
  for (const wait of WAITS_MS) {
    if (await ask()) return true;
    await new Promise<void>((resolve) => void clock.after(wait, resolve));
  }
  return ask();
}
