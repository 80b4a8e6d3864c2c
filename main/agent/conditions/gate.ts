import type { Moment, Plan } from "../../../shared/model/index.ts";
import type { Held } from "../schedule/index.ts";
import type { Surroundings } from "../surroundings/index.ts";
import { needsLook, unmet } from "./unmet.ts";

export interface GateOptions {
  /** What is known of the computer now. Never rejects. */
  readonly look: () => Promise<Surroundings>;
  /** The computer's time zone now: an IANA name. */
  readonly zone: () => string;
}

/** Whether a plan's conditions let its runs begin by themselves. */
export class Gate {
  readonly #options: GateOptions;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** What is in the way now; undefined if nothing is. Never rejects. The computer is looked at only if that decides. */
  async heldBy({ conditions }: Plan, now: Moment): Promise<Held | undefined> {
    const surroundings = needsLook(conditions) ? await this.#options.look() : {};
    return unmet(conditions, surroundings, now, this.#options.zone());
  }
}
