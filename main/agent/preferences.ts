import type { Preferences } from "../../shared/model/index.ts";
import type { Settings } from "./settings/index.ts";

/** What the user decided about the agent as a whole: the contract's calls on it. */
export class UserPreferences {
  readonly #settings: Settings;
  readonly #changed: () => void;

  /** @param changed told when they are no longer as they were */
  constructor(settings: Settings, changed: () => void) {
    this.#settings = settings;
    this.#changed = changed;
  }

  get(): Preferences {
    return this.#settings.preferences();
  }

  /** Counts for runs that begin from now on. @throws {SettingsNotSaved} */
  async update(preferences: Preferences): Promise<Preferences> {
    await this.#settings.savePreferences(preferences);
    this.#changed();
    return this.get();
  }
}
