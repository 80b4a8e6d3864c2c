import type {
  AccessValues,
  ConnectionReport,
  Inspection,
  Moment,
  PathText,
  Presence,
  Run,
  RunId,
  Space,
  SpaceForecast,
  Target,
  TargetId,
  TargetState,
} from "../../../shared/model/index.ts";
import type { Access } from "../../../shared/targets/index.ts";
import { isOnNetwork, type SecretStore, systemVolumes, type VolumeSystem } from "../../platform/index.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import { RepositoryReplaced, TargetAway } from "../repositories/index.ts";
import type { Settings } from "../settings/index.ts";
import { Turns } from "../turns/index.ts";
import { Connections } from "./connections.ts";
import { Drives } from "./drives.ts";
import { NoKeychain, TargetInUse, TargetUnknown } from "./errors.ts";
import { inspectPlace, targetAt } from "./inspect.ts";
import { kitPage, writeKit } from "./kit-file.ts";
import { lastCheck } from "./last-check.ts";
import { Looks } from "./looks.ts";
import { adoptTarget, createTarget, freeName, idAt, mustBeUnused, type NewTarget, newTarget } from "./newcomers.ts";
import { isOffSite } from "./off-site.ts";
import { PassphraseStates } from "./passphrase-states.ts";
import { Passphrases } from "./passphrases.ts";
import { type AskedPlace, cleanPlace, merged, mustBeFields, type Place } from "./place.ts";
import { cleanLocation } from "./places.ts";
import { PresenceWatch } from "./presence-watch.ts";
import { realPlaces } from "./real-places.ts";
import { removalOf } from "./removal.ts";
import type { TargetPlaces } from "./target-places.ts";
import { tryPlace } from "./try-place.ts";

export interface TargetsOptions {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly secrets: SecretStore;
  /** False: secrets are kept in a file, and the user is to want that. */
  readonly hasKeychain: boolean;
  readonly log: Log;
  readonly clock: Clock;
  /** The user's own folder: what is on its volume is lost together with it. */
  readonly home: PathText;
  readonly hostname: string;
  /** What a list of targets shows is no longer as it was. */
  readonly changed: () => void;
  /** A target is there that was not there before, or was not known to be. */
  readonly appeared: (target: Target) => void;
  /** A target was added or unlocked just now, and is there. */
  readonly opened: (target: Target) => void;
  /** Gives the room of what no snapshot needs back. */
  readonly startTidy: (target: Target) => Run;
  readonly startRepair: (target: Target) => Run;
  readonly findActive: (wanted: { readonly kind: "tidy" | "repair"; readonly targetId: TargetId }) => Run | undefined;
  readonly spaceForecast: (targetId: TargetId, space: Space | undefined) => SpaceForecast;
  /** What new repositories cut files by. Never rejects. */
  readonly chunkerPolynomial?: () => Promise<bigint | undefined>;
  /** A repository was made for it just now. Never rejects. */
  readonly made: (target: Target) => Promise<void>;
  readonly startCheck: (target: Target, readData: boolean) => Run;
  readonly activeRuns: () => readonly Run[];
  /** What was kept open of a target's repository must be closed. */
  readonly closeRepository: (id: TargetId) => Promise<void>;
  readonly places?: TargetPlaces;
  readonly volumes?: VolumeSystem;
}

/** A repository that was there before the agent, such as the command line's own. */
export interface KnownRepository {
  readonly location: string;
  readonly id: string;
  readonly name: string;
}

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
    this.#drives = this.#newDrives();
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
      await this.#save(newTarget(free, { location: place, access: {} }, id, this.#now()));
    });
  }

  unlock({ targetId, passphrase }: { readonly targetId: TargetId; readonly passphrase: string }): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = this.find(targetId);
      if ((await this.presence(target)) !== "present") throw new TargetAway(target);
      await this.#mustOpen(target, await this.#connections.placeOf(target), passphrase);
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
    const report = await tryPlace(await this.#placeOf(asked), signal);
    this.#noteRemoval(asked.targetId, report);
    return report;
  }

  #noteRemoval(id: TargetId, { isUsable, isAppendOnly }: ConnectionReport): void {
    const { catalog, changed } = this.#options;
    const facts = catalog.targetFacts.get(id);
    // A probe is never protected: it says nothing of what is.
    if (!isUsable || facts.removal === "protected") return;
    const removal = isAppendOnly ? "append-only" : "allowed";
    if (removal === (facts.removal ?? "allowed")) return;
    catalog.targetFacts.set(id, { ...facts, removal });
    changed();
  }

  /** @throws {AccessFieldUnknown} {PassphraseMissing} {RepositoryReplaced}, and what stands in the way with the new values */
  changeAccess(asked: { readonly targetId: TargetId; readonly access: AccessValues }): Promise<TargetState> {
    return this.#changes.take(async () => {
      const target = this.find(asked.targetId);
      mustBeFields(target.location, asked.access);
      const place = { location: target.location, access: merged(await this.access(target), asked.access) };
      await this.#mustOpen(target, place, await this.password(target));
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
      this.#mustBeFree(target);
      const { settings, catalog, closeRepository, changed } = this.#options;
      const kept = await this.#passphrases.find(target.repositoryId);
      if (kept !== undefined) await this.#passphrases.keepForPlace(target.location, kept);
      await settings.removeTarget(targetId);
      await this.#connections.forget(target.repositoryId);
      await closeRepository(targetId);
      catalog.snapshots.forget(targetId);
      catalog.journal.forgetTarget(targetId);
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
      const path = await writeKit(
        target,
        asked.folder,
        kitPage(target, passphrase, hostname, await this.access(target)),
      );
      await this.#save({ ...target, recoveryKitSavedAt: this.#now() });
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

  #newDrives(): Drives {
    const { settings, clock, log, changed, closeRepository, volumes = systemVolumes() } = this.#options;
    const looks = new Looks(this.#places, (target) => this.access(target), clock);
    return new Drives({
      ...{ volumes, isOnNetwork, now: () => clock.now(), isCheap: process.platform === "linux" },
      look: (target) => looks.look(target),
      change: async (id, facts) => {
        await settings.changeTarget(id, facts);
        changed();
      },
      left: (id) => {
        closeRepository(id).catch((err: unknown) =>
          log.info({ err, targetId: id }, "a drive that left was still in use"),
        );
      },
    });
  }

  #stateOf(target: Target): TargetState {
    const { catalog, spaceForecast } = this.#options;
    const known = this.#watch.of(target.id);
    const { count, newest } = catalog.snapshots.totals(target.id);
    const check = lastCheck(catalog.runs.list({ targetId: target.id, kind: "check", limit: 20 }));
    return {
      ...{ target, ...known, spaceForecast: spaceForecast(target.id, known.space) },
      passphrase: this.#states.of(target.id),
      passphrasePlace: this.#passphrases.where,
      snapshots: count,
      ...removalOf(catalog.targetFacts.get(target.id)),
      isOffSite: isOffSite(target),
      ...(newest === undefined ? {} : { newestSnapshotAt: newest.time }),
      ...(check === undefined ? {} : { lastCheck: check }),
    };
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

  #placeOf({ targetId }: { readonly targetId: TargetId }): Promise<Place> {
    return this.#connections.placeOf(this.find(targetId));
  }

  async #mustOpen(target: Target, place: Place, passphrase: string): Promise<void> {
    const found = await idAt(place, passphrase);
    if (found !== target.repositoryId) throw new RepositoryReplaced(target, found);
  }

  /** Whoever has a target has been asked. @throws {NoKeychain} */
  #mustBeKeepable({ keepInFile }: NewTarget): void {
    const { hasKeychain, settings } = this.#options;
    if (hasKeychain || keepInFile === true || settings.targets().length > 0) return;
    throw new NoKeychain(this.#passphrases.where);
  }

  #mustBeFree(target: Target): void {
    const { settings, activeRuns } = this.#options;
    const users = settings.plans().filter(({ targetIds }) => targetIds.includes(target.id));
    const isBusy = activeRuns().some(({ targetId }) => targetId === target.id);
    if (users.length > 0 || isBusy)
      throw new TargetInUse(
        target,
        users.map(({ name }) => name),
      );
  }

  async #save(target: Target): Promise<void> {
    await this.#options.settings.saveTarget(target);
    this.#options.changed();
  }

  #now(): Moment {
    return this.#options.clock.now();
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
