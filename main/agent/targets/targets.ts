import type {
  AccessValues,
  ConnectionReport,
  Inspection,
  PathText,
  Presence,
  RunId,
  Target,
  TargetId,
  TargetState,
} from "../../../shared/model/index.ts";
import type { Access } from "../../../shared/targets/index.ts";
import { TargetAway } from "../repositories/index.ts";
import { Turns } from "../turns/index.ts";
import { Connections } from "./connections.ts";
import type { Drives } from "./drives.ts";
import { drivesOf } from "./drives-of.ts";
import { NoKeychain, TargetUnknown } from "./errors.ts";
import { inspectPlace, targetAt } from "./inspect.ts";
import { kitPage, writeKit } from "./kit-file.ts";
import { Looks } from "./looks.ts";
import { mustBeFree } from "./must-be-free.ts";
import { adoptTarget, createTarget, freeName, mustBeUnused, mustOpen, type NewTarget, newTarget } from "./newcomers.ts";
import { PassphraseStates } from "./passphrase-states.ts";
import { Passphrases } from "./passphrases.ts";
import { type AskedPlace, cleanPlace, merged, mustBeFields } from "./place.ts";
import { cleanLocation } from "./places.ts";
import { PresenceWatch } from "./presence-watch.ts";
import { realPlaces } from "./real-places.ts";
import { noteRemoval } from "./removal.ts";
import type { TargetPlaces } from "./target-places.ts";
import { targetState } from "./target-state.ts";
import type { KnownRepository, TargetsOptions } from "./targets-options.ts";
import { tryPlace } from "./try-place.ts";

/** A place that may become a target, or one that is. */
type TriedPlace = AskedPlace | { readonly targetId: TargetId };

/** Whether a target stands in another building; undefined for what its kind suggests. */
interface OffSiteWord {
  readonly targetId: TargetId;
  readonly isOffSite?: boolean | undefined;
}

/** Where the user's repositories are: the contract's calls on targets, and what other rooms must know of them. */
export class Targets {
  readonly #options: TargetsOptions;
  readonly #places: TargetPlaces;
  readonly #passphrases: Passphrases;
  readonly #connections: Connections;
  readonly #states: PassphraseStates;
  readonly #drives: Drives;
  readonly #watch: PresenceWatch;
  /** Two windows may ask for the same thing at the same time. */
  readonly #changes = new Turns();

  constructor(options: TargetsOptions) {
    const { settings, catalog, clock, log, secrets, changed, appeared } = options;
    this.#options = options;
    this.#places = options.places ?? realPlaces;
    this.#passphrases = new Passphrases(secrets);
    this.#connections = new Connections(secrets);
    this.#states = new PassphraseStates(this.#passphrases, changed);
    this.#drives = drivesOf(options, new Looks(this.#places, (target) => this.access(target), clock));
    const targets = () => settings.targets();
    this.#watch = new PresenceWatch({
      ...{ targets, clock, facts: catalog.targetFacts, onChange: changed },
      onSeen: (target) => {
        // A passphrase that did not open what was there may well open what is there now.
        this.#states.retry(target.id);
        appeared(target);
      },
      look: (target) => this.#drives.look(target),
      onRound: () => this.#states.refresh(targets()),
      onFailure: (err) => log.error({ err }, "looking after the targets failed"),
    });
  }

  /** It answers, and refuses to be used, as last known. */
  isRefused(id: TargetId): boolean {
    return this.#watch.of(id).problem !== undefined;
  }

  /** As last known, without looking. */
  presenceOf(id: TargetId): Presence {
    return this.#watch.of(id).presence;
  }

  /** Looks at the targets from now on, every few seconds. */
  start(): void {
    this.#watch.start();
  }

  /** Ends the looking, and lets changes under way be finished. */
  async stop(): Promise<void> {
    this.#watch.stop();
    await this.#changes.take(async () => {});
  }

  list(): readonly TargetState[] {
    return this.#options.settings.targets().map((target) => this.#stateOf(target));
  }

  get({ targetId }: { readonly targetId: TargetId }): TargetState {
    return this.#stateOf(this.find(targetId));
  }

  /** @throws {TargetUnknown} */
  find(id: TargetId): Target {
    const target = this.#options.settings.target(id);
    if (target === undefined) throw new TargetUnknown(id);
    return target;
  }

  /** Looks now, for five seconds at most. */
  presence(target: Target): Promise<Presence> {
    return this.#watch.look(target);
  }

  /** @throws {PassphraseMissing} */
  password(target: Target): Promise<string> {
    return this.#states.password(target);
  }

  /** All values of a target's connection, secrets included. */
  access(target: Target): Promise<Access> {
    return this.#connections.accessOf(target);
  }

  /** The kept passphrase was tried, and the repository did not open with it: its user is to be asked for another. */
  async refused(target: Target): Promise<void> {
    const kept = await this.#passphrases.find(target.repositoryId);
    if (kept !== undefined) this.#states.refused(target.id, kept);
  }

  inspect(asked: AskedPlace): Promise<Inspection> {
    return inspectPlace(this.#context(), asked);
  }

  create(asked: NewTarget): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = await createTarget(this.#context(), asked);
      await this.#options.made(target);
      return this.#arrived(target);
    });
  }

  adopt(asked: NewTarget): Promise<TargetState> {
    return this.#changes.take(async () => this.#arrived(await adoptTarget(this.#context(), asked)));
  }

  /** Makes a target of a repository that this program made by itself; one that is known already stays as it is. */
  adoptKnown({ location, id, name }: KnownRepository): Promise<void> {
    return this.#changes.take(async () => {
      const { settings } = this.#options;
      if (settings.targets().some(({ repositoryId }) => repositoryId === id)) return;
      const place = cleanLocation(location);
      if (targetAt(settings.targets(), place) !== undefined) return;
      // Only a target that the user removed has left its passphrase there.
      if (await this.#passphrases.isKeptForPlace(place)) return;
      const free = freeName(settings.targets(), name);
      await this.#save(newTarget(free, { location: place, access: {} }, id, this.#options.clock.now()));
    });
  }

  unlock({ targetId, passphrase }: { readonly targetId: TargetId; readonly passphrase: string }): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = this.find(targetId);
      if ((await this.presence(target)) !== "present") throw new TargetAway(target);
      await mustOpen(target, await this.#connections.placeOf(target), passphrase);
      await this.#passphrases.keep(target.repositoryId, passphrase);
      return this.#arrived(target);
    });
  }

  rename({ targetId, name }: { readonly targetId: TargetId; readonly name: string }): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = this.find(targetId);
      const others = this.#options.settings.targets().filter(({ id }) => id !== targetId);
      mustBeUnused(others, name);
      await this.#save({ ...target, name });
      return this.get({ targetId });
    });
  }

  /** Of a target, with what is kept of its connection. Leaves nothing behind. */
  async tryConnection(asked: TriedPlace, signal?: AbortSignal): Promise<ConnectionReport> {
    if (!("targetId" in asked)) return tryPlace(cleanPlace(asked), signal);
    const report = await tryPlace(await this.#connections.placeOf(this.find(asked.targetId)), signal);
    const { catalog, changed } = this.#options;
    if (noteRemoval(catalog.targetFacts, asked.targetId, report)) changed();
    return report;
  }

  /** @throws {AccessFieldUnknown} {PassphraseMissing} {RepositoryReplaced}, and what stands in the way with the new values */
  changeAccess(asked: { readonly targetId: TargetId; readonly access: AccessValues }): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = this.find(asked.targetId);
      mustBeFields(target.location, asked.access);
      const place = { location: target.location, access: merged(await this.access(target), asked.access) };
      await mustOpen(target, place, await this.password(target));
      const access = await this.#connections.keep(target.repositoryId, place);
      await this.#save({ ...target, access });
      return this.#arrived({ ...target, access });
    });
  }

  setOffSite({ targetId, isOffSite: said }: OffSiteWord): Promise<TargetState> {
    return this.#changes.take(async () => {
      const { isOffSite: _, ...target } = this.find(targetId);
      await this.#save(said === undefined ? target : { ...target, isOffSite: said });
      return this.get({ targetId });
    });
  }

  /** Its repository stays as it is, and so does its passphrase, so that nothing is lost that a wrong click can cost. */
  remove({ targetId }: { readonly targetId: TargetId }): Promise<void> {
    return this.#changes.take(async () => {
      const target = this.find(targetId);
      const { settings, catalog, closeRepository, changed, activeRuns } = this.#options;
      mustBeFree(target, settings.plans(), activeRuns());
      const kept = await this.#passphrases.find(target.repositoryId);
      if (kept !== undefined) await this.#passphrases.keepForPlace(target.location, kept);
      await settings.removeTarget(targetId);
      await this.#connections.forget(target.repositoryId);
      await closeRepository(targetId);
      catalog.snapshots.forget(targetId);
      catalog.journal.forgetTarget(targetId);
      catalog.proofs.forgetTarget(targetId);
      this.#watch.forget(targetId);
      this.#states.forget(targetId);
      changed();
    });
  }

  saveRecoveryKit(asked: { readonly targetId: TargetId; readonly folder: PathText }): Promise<{ path: PathText }> {
    return this.#changes.take(async () => {
      const target = this.find(asked.targetId);
      const { hostname } = this.#options;
      const passphrase = await this.password(target);
      const page = kitPage(target, passphrase, hostname, await this.access(target));
      const path = await writeKit(target, asked.folder, page);
      await this.#save({ ...target, recoveryKitSavedAt: this.#options.clock.now() });
      return { path };
    });
  }

  check({ targetId, readData }: { readonly targetId: TargetId; readonly readData: boolean }): { runId: RunId } {
    return { runId: this.#options.startCheck(this.find(targetId), readData).id };
  }

  tidy({ targetId }: { readonly targetId: TargetId }): { runId: RunId } {
    const { findActive, startTidy } = this.#options;
    return { runId: (findActive({ kind: "tidy", targetId }) ?? startTidy(this.find(targetId))).id };
  }

  repair({ targetId }: { readonly targetId: TargetId }): { runId: RunId } {
    const { findActive, startRepair } = this.#options;
    return { runId: (findActive({ kind: "repair", targetId }) ?? startRepair(this.find(targetId))).id };
  }

  #stateOf(target: Target): TargetState {
    const { catalog, spaceForecast } = this.#options;
    const passphrase = { state: this.#states.of(target.id), place: this.#passphrases.where };
    return targetState(target, { known: this.#watch.of(target.id), passphrase, catalog, spaceForecast });
  }

  /** After a target was added, or opened with a passphrase that is new here. */
  async #arrived(target: Target): Promise<TargetState> {
    await this.#options.closeRepository(target.id);
    this.#drives.forget(target.id);
    this.#states.accepted(target.id);
    if ((await this.#watch.look(target)) === "present") this.#options.opened(target);
    this.#options.changed();
    return this.get({ targetId: target.id });
  }

  /** Whoever has a target has been asked. @throws {NoKeychain} */
  #mustBeKeepable({ keepInFile }: NewTarget): void {
    const { hasKeychain, settings } = this.#options;
    if (hasKeychain || keepInFile === true || settings.targets().length > 0) return;
    throw new NoKeychain(this.#passphrases.where);
  }

  async #save(target: Target): Promise<void> {
    await this.#options.settings.saveTarget(target);
    this.#options.changed();
  }

  #context() {
    const { settings, clock, home, chunkerPolynomial = async () => undefined } = this.#options;
    return {
      ...{ places: this.#places, passphrases: this.#passphrases, connections: this.#connections, clock, home },
      chunkerPolynomial,
      kindAt: (location: PathText) => this.#drives.kindAt(location),
      targets: () => settings.targets(),
      save: (target: Target) => settings.saveTarget(target),
      mustBeKeepable: (asked: NewTarget) => this.#mustBeKeepable(asked),
    };
  }
}
