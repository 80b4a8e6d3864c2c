import type { Target, TargetId, TargetState } from "../../../shared/model/index.ts";
import { PassphraseMissing } from "./errors.ts";
import type { Passphrases } from "./passphrases.ts";

type State = TargetState["passphrase"];

/** Whether each target's passphrase is kept here, as last seen: keychains are asked rarely, and never by who lists targets. */
export class PassphraseStates {
  readonly #passphrases: Passphrases;
  readonly #onChange: () => void;
  readonly #states = new Map<TargetId, State>();
  /** Kept ones that do not open their repository. */
  readonly #refused = new Map<TargetId, string>();
  #looking: Promise<void> | undefined;

  constructor(passphrases: Passphrases, onChange: () => void) {
    this.#passphrases = passphrases;
    this.#onChange = onChange;
  }

  of(id: TargetId): State {
    return this.#states.get(id) ?? "unknown";
  }

  /**
   * The passphrase of a target. One that was refused is handed out again: another drive may have been in its place then.
   *
   * @throws {PassphraseMissing} none is kept; and what the keychain throws
   */
  async password({ id, name, repositoryId }: Target): Promise<string> {
    const kept = await this.#passphrases.find(repositoryId);
    this.#set(id, kept === undefined || kept === this.#refused.get(id) ? "missing" : "kept");
    if (kept === undefined) throw new PassphraseMissing(name, this.#passphrases.where);
    return kept;
  }

  /** The kept passphrase was tried, and the repository did not open with it. */
  refused(id: TargetId, passphrase: string): void {
    this.#refused.set(id, passphrase);
    this.#set(id, "missing");
  }

  /** Forgets that the kept passphrase was refused. */
  retry(id: TargetId): void {
    if (this.#refused.delete(id)) this.#set(id, "kept");
  }

  accepted(id: TargetId): void {
    this.#refused.delete(id);
    this.#set(id, "kept");
  }

  forget(id: TargetId): void {
    this.#refused.delete(id);
    this.#states.delete(id);
  }

  /** Looks again after those that are not known to be kept: a keyring may be unlocked meanwhile. Never rejects. */
  refresh(targets: readonly Target[]): Promise<void> {
    // A locked keyring may ask its user, and must not ask twice.
    this.#looking ??= this.#look(targets.filter(({ id }) => this.of(id) !== "kept")).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(targets: readonly Target[]): Promise<void> {
    for (const target of targets) await this.password(target).catch(() => {});
  }

  #set(id: TargetId, state: State): void {
    if (this.of(id) === state) return;
    this.#states.set(id, state);
    this.#onChange();
  }
}
