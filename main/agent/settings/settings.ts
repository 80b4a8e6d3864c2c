import {
  DEFAULT_PREFERENCES,
  type Plan,
  type PlanId,
  type Preferences,
  type Target,
  type TargetId,
} from "../../../shared/model/index.ts";
import { type SettingsDocument, writeDocument } from "./document.ts";
import type { SettingsFile } from "./settings-file.ts";

/** What the user decided: targets, plans and preferences. Every change is in the file before it is told by these methods. */
export class Settings {
  readonly #file: SettingsFile;
  #document: SettingsDocument;
  /** Changes one after the other: each starts from what the one before it has saved. */
  #last: Promise<void> = Promise.resolve();

  constructor(file: SettingsFile, document: SettingsDocument) {
    this.#file = file;
    this.#document = document;
  }

  /** In the order in which they were made. */
  targets(): readonly Target[] {
    return this.#document.targets;
  }

  /** In the order in which they were made. */
  plans(): readonly Plan[] {
    return this.#document.plans;
  }

  target(id: TargetId): Target | undefined {
    return this.targets().find((target) => target.id === id);
  }

  plan(id: PlanId): Plan | undefined {
    return this.plans().find((plan) => plan.id === id);
  }

  preferences(): Preferences {
    return this.#document.preferences ?? DEFAULT_PREFERENCES;
  }

  /** @throws {SettingsNotSaved} */
  savePreferences(preferences: Preferences): Promise<void> {
    return this.#change((document) => ({ ...document, preferences }));
  }

  /** Adds a target, or replaces the one of the same id. @throws {SettingsNotSaved} */
  saveTarget(target: Target): Promise<void> {
    return this.#change((document) => ({ ...document, targets: withEntry(document.targets, target) }));
  }

  /** Changes some of what a target has and leaves the rest as it is by then; nothing if it is gone. @throws {SettingsNotSaved} */
  changeTarget(id: TargetId, facts: Partial<Omit<Target, "id">>): Promise<void> {
    return this.#change((document) => ({
      ...document,
      targets: document.targets.map((target) => (target.id === id ? { ...target, ...facts } : target)),
    }));
  }

  /** One that is not there is success. @throws {SettingsNotSaved} */
  removeTarget(id: TargetId): Promise<void> {
    return this.#change((document) => ({
      ...document,
      targets: document.targets.filter((target) => target.id !== id),
    }));
  }

  /** Adds a plan, or replaces the one of the same id. @throws {SettingsNotSaved} */
  savePlan(plan: Plan): Promise<void> {
    return this.#change((document) => ({ ...document, plans: withEntry(document.plans, plan) }));
  }

  /** One that is not there is success. @throws {SettingsNotSaved} */
  removePlan(id: PlanId): Promise<void> {
    return this.#change((document) => ({ ...document, plans: document.plans.filter((plan) => plan.id !== id) }));
  }

  #change(edit: (document: SettingsDocument) => SettingsDocument): Promise<void> {
    const change = this.#last.then(async () => {
      const after = edit(this.#document);
      if (writeDocument(after) === writeDocument(this.#document)) return;
      await this.#file.save(after);
      this.#document = after;
    });
    this.#last = change.catch(() => undefined);
    return change;
  }
}

function withEntry<T extends { readonly id: string }>(entries: readonly T[], entry: T): readonly T[] {
  const isKnown = entries.some(({ id }) => id === entry.id);
  return isKnown ? entries.map((old) => (old.id === entry.id ? entry : old)) : [...entries, entry];
}
