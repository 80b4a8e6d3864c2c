import type { PaceChoice, Run, RunPace } from "../../../shared/model/index.ts";
import { type Clock, inTime } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import { paceIn, settledPace } from "./decide-pace.ts";
import type { Surroundings } from "./surroundings.ts";

/** A run does not wait longer for what the host knows of the computer. */
const PATIENCE_MS = 5000;

export interface PaceChooserOptions {
  /** What the user wants, as it is now. */
  readonly setting: () => PaceChoice;
  /** What the host knows of the computer now. */
  readonly look: () => Promise<Surroundings>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which pace a run gets when it begins. */
export class PaceChooser {
  readonly #options: PaceChooserOptions;

  constructor(options: PaceChooserOptions) {
    this.#options = options;
  }

  /** Never rejects, and takes five seconds at most: a host that cannot tell is no reason not to run. */
  async choose(trigger: Run["trigger"]): Promise<RunPace> {
    return settledPace(this.#options.setting(), trigger) ?? paceIn(await this.#look());
  }

  async #look(): Promise<Surroundings> {
    const { look, clock, log } = this.#options;
    try {
      return (await inTime(look(), PATIENCE_MS, clock)) ?? {};
    } catch (err) {
      log.warn({ err }, "the host could not tell how the computer is used");
      return {};
    }
  }
}
