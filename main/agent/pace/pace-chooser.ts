import type { PaceChoice, Run, RunPace } from "../../../shared/model/index.ts";
import type { Surroundings } from "../surroundings/index.ts";
import { paceIn, settledPace } from "./decide-pace.ts";

export interface PaceChooserOptions {
  /** What the user wants, as it is now. */
  readonly setting: () => PaceChoice;
  /** What is known of the computer now. Never rejects. */
  readonly look: () => Promise<Surroundings>;
}

/** Which pace a run gets when it begins. */
export class PaceChooser {
  readonly #options: PaceChooserOptions;

  constructor(options: PaceChooserOptions) {
    this.#options = options;
  }

  /** Never rejects. The computer is looked at only if that decides. */
  async choose(trigger: Run["trigger"]): Promise<RunPace> {
    return settledPace(this.#options.setting(), trigger) ?? paceIn(await this.#options.look());
  }
}
