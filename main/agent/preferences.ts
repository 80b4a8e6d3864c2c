import { type Moment, type Preferences, pausedAt } from "../../shared/model/index.ts";
import type { Settings } from "./settings/index.ts";

export interface UserPreferencesOptions {
  readonly settings: Settings;
  readonly now: () => Moment;
  /** They are no longer as they were. */
  readonly changed: () => void;
}

/** What the user decided about the agent as a whole: the contract's calls on it. */
export class UserPreferences {
  readonly #options: UserPreferencesOptions;

  constructor(options: UserPreferencesOptions) {
    this.#options = options;
  }

  /** A pause that is over is told no more. */
  get(): Preferences {
    const { settings, now } = this.#options;
    const { paused: _, ...rest } = settings.preferences();
    const paused = pausedAt(settings.preferences(), now());
    return paused === undefined ? rest : { ...rest, paused };
  }

  /** Counts for runs that begin from now on. @throws {SettingsNotSaved} */
  async update(preferences: Preferences): Promise<Preferences> {
    await this.#options.settings.savePreferences(preferences);
    this.#options.changed();
    return this.get();
  }

  /** Nothing begins by itself until then, or until `resume`. @throws {SettingsNotSaved} */
  pause({ until }: { readonly until?: Moment | undefined }): Promise<Preferences> {
    return this.update({ ...this.get(), paused: until === undefined ? {} : { until } });
  }

  /** @throws {SettingsNotSaved} */
  resume(): Promise<Preferences> {
    const { paused: _, ...rest } = this.get();
    return this.update(rest);
  }
}
