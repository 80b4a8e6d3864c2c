import { randomUUID } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_CHOICES, type Plan, PlanId, type Run, type TargetId } from "../../../shared/model/index.ts";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { createRepository, openRepository } from "../../engine/index.ts";
import { type Catalog, openCatalog } from "../catalog/index.ts";
import { silentLog } from "../log/index.ts";
import { openSettings, type Settings } from "../settings/index.ts";
import { MemorySecrets } from "./memory-secrets.fixture.ts";
import type { TargetPlaces } from "./target-places.ts";
import { Targets } from "./targets.ts";

const PASSPHRASE = "correct horse battery";

/** Making a repository takes a second; tests take copies of these. */
let templates: string;
let templateId: string;
beforeAll(async () => {
  templates = tempFolder();
  templateId = await newRepository(join(templates, "one"));
  await newRepository(join(templates, "two"));
});

async function newRepository(location: string): Promise<string> {
  const open = await createRepository(location, { password: PASSPHRASE, scrypt: { N: 1024, r: 8, p: 1 } });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

let root: string;
let clock: FakeClock;
let catalog: Catalog;
let settings: Settings;
let secrets: MemorySecrets;
let targets: Targets;
let runs: Run[];
let checks: { targetId: TargetId; readData: boolean }[];
let newcomers: TargetId[];

beforeEach(async () => {
  root = tempFolder();
  clock = new FakeClock();
  secrets = new MemorySecrets();
  runs = [];
  checks = [];
  newcomers = [];
  ({ catalog } = openCatalog({ file: join(root, "app", "catalog.sqlite"), now: () => clock.now() }));
  ({ settings } = await openSettings(join(root, "app", "settings.json")));
  targets = made();
  return () => catalog.close();
});

function made(places?: TargetPlaces, hasKeychain = true): Targets {
  return new Targets({
    ...{ settings, catalog, secrets, clock, log: silentLog, home: root, hostname: "blue-box", hasKeychain },
    ...(places === undefined ? {} : { places }),
    changed: () => {},
    appeared: () => {},
    opened: () => {},
    startCheck: ({ id }, readData) => {
      checks.push({ targetId: id, readData });
      return { id: randomUUID() } as Run; // only the id is asked for
    },
    startTidy: () => ({ id: randomUUID() }) as Run,
    startRepair: () => ({ id: randomUUID() }) as Run,
    findActive: ({ kind, targetId }) => runs.find((run) => run.kind === kind && run.targetId === targetId),
    spaceForecast: () => ({ state: "fine" }),
    made: async ({ id }) => void newcomers.push(id),
    activeRuns: () => runs,
    closeRepository: async () => {},
  });
}

function place(name: string, template?: "one" | "two"): string {
  const location = join(root, name);
  if (template !== undefined) cpSync(join(templates, template), location, { recursive: true });
  return location;
}

async function opens(location: string, password: string): Promise<void> {
  await (await openRepository(location, { password })).close();
}

describe("looking at a place that may become a target", () => {
  it("tells a place where nothing is, an empty folder, a file and a repository", async () => {
    mkdirSync(place("empty"));
    writeFileSync(place("file"), "");
    const findings = { nothing: "nothing", empty: "empty-folder", file: "not-a-folder", there: "repository" };
    place("there", "one");
    for (const [name, finding] of Object.entries(findings)) {
      expect(await targets.inspect({ location: place(name) })).toMatchObject({ location: place(name), finding });
    }
  });

  it("tells the room there, and that the user's own files are on the same volume", async () => {
    const { space, isOnSystemVolume } = await targets.inspect({ location: place("new/folder") });
    expect(space?.totalBytes).toBeGreaterThan(space?.freeBytes ?? 0);
    expect(isOnSystemVolume).toBe(true);
  });

  it("suggests a folder of our own beside other things, numbered if that name is taken", async () => {
    mkdirSync(place("drive"));
    writeFileSync(place("drive/photo.jpg"), "");
    const inspect = () => targets.inspect({ location: place("drive") });
    expect(await inspect()).toMatchObject({ finding: "other-files", suggested: place("drive/Holdfast") });
    mkdirSync(place("drive/Holdfast"));
    writeFileSync(place("drive/Holdfast/other.txt"), "");
    expect(await inspect()).toMatchObject({ suggested: place("drive/Holdfast 2") });
    place("drive/Holdfast 2", "one");
    expect(await inspect()).toMatchObject({ suggested: place("drive/Holdfast 2") });
  });

  it("suggests the repository when the place is inside one", async () => {
    place("there", "one");
    const inspection = await targets.inspect({ location: place("there/data/00") });
    expect(inspection).toMatchObject({ finding: "other-files", suggested: place("there") });
  });

  it("says whether a passphrase kept here opens the repository, and which target it is", async () => {
    const location = place("there", "one");
    expect(await targets.inspect({ location })).toMatchObject({ passphrase: "needed" });
    const { target } = await targets.adopt({ location, passphrase: PASSPHRASE });
    expect(await targets.inspect({ location })).toMatchObject({ passphrase: "kept", knownAs: target.id });
    renameSync(location, place("moved"));
    const moved = await targets.inspect({ location: place("moved") });
    expect(moved).toMatchObject({ passphrase: "kept" });
    expect(moved.knownAs).toBeUndefined();
  });

  it("does not wait for a place that never answers", async () => {
    const never = (): Promise<never> => new Promise(() => {});
    const dead = { examine: never, isRepositoryAt: never, spaceAt: never, isSameVolume: never, lookAtRemote: never };
    const inspection = made(dead).inspect({ location: "/mnt/dead" });
    const refused = expect(inspection).rejects.toMatchObject({ code: "agent/location-silent", retry: "later" });
    await clock.advance(5000);
    await refused;
  });

  it("refuses what is no whole path", async () => {
    await expect(targets.inspect({ location: "folder" })).rejects.toMatchObject({ code: "agent/location-unusable" });
  });
});

describe("making a target", () => {
  it("makes a repository that the kept passphrase opens, and never tells the passphrase", async () => {
    const state = await targets.create({ location: place("drive/Holdfast"), name: "Blue" });
    const { repositoryId } = state.target;
    expect(state).toMatchObject({ presence: "present", passphrase: "kept", snapshots: 0, lastSeenAt: clock.now() });
    const passphrase = secrets.kept.get(`repository ${repositoryId}`) ?? "";
    expect([...secrets.kept.keys()]).toEqual([`repository ${repositoryId}`]);
    await opens(place("drive/Holdfast"), passphrase);
    expect(JSON.stringify([state, targets.list()])).not.toContain(passphrase);
    expect(settings.targets()).toEqual([state.target]);
  });

  it("keeps a passphrase in a file only if the user wants that, and asks once", async () => {
    const withoutKeychain = made(undefined, false);
    const location = place("first");
    await expect(withoutKeychain.create({ location })).rejects.toMatchObject({ code: "agent/no-keychain" });
    expect(secrets.kept.size).toBe(0);
    expect(existsSync(location)).toBe(false);
    await withoutKeychain.create({ location, keepInFile: true });
    await withoutKeychain.create({ location: place("second") });
    expect(secrets.kept.size).toBe(2);
  });

  it("without a keychain, tells a wrong passphrase before it asks where to keep the right one", async () => {
    const withoutKeychain = made(undefined, false);
    const location = place("there", "one");
    const wrong = withoutKeychain.adopt({ location, passphrase: "not the right one" });
    await expect(wrong).rejects.toMatchObject({ code: "repository/wrong-password" });
    const right = { location, passphrase: PASSPHRASE };
    await expect(withoutKeychain.adopt(right)).rejects.toMatchObject({ code: "agent/no-keychain" });
    expect((await withoutKeychain.adopt({ ...right, keepInFile: true })).passphrase).toBe("kept");
  });

  it("takes a passphrase of the user's own, unless it is far too short", async () => {
    const location = place("new");
    await expect(targets.create({ location, passphrase: "1234567" })).rejects.toMatchObject({
      code: "agent/passphrase-too-short",
      hint: expect.stringContaining("8 characters"),
    });
    expect(readdirSync(root)).not.toContain("new");
    await targets.create({ location, passphrase: PASSPHRASE });
    await opens(location, PASSPHRASE);
  });

  it("refuses a repository that is there, a place inside one, a target's place, and a file", async () => {
    place("there", "one");
    await targets.adopt({ location: place("known", "two"), passphrase: PASSPHRASE });
    writeFileSync(place("file"), "");
    const codes = { there: "repository-there", "there/sub/new": "inside-repository", known: "target-exists" };
    for (const [name, code] of Object.entries({ ...codes, file: "location-unusable" })) {
      await expect(targets.create({ location: place(name) })).rejects.toMatchObject({ code: `agent/${code}` });
    }
    expect(secrets.kept.size).toBe(1);
    expect(settings.targets()).toHaveLength(1);
  });

  it("names targets after their place, and never two alike", async () => {
    await targets.adopt({ location: place("Blue/Holdfast", "one"), passphrase: PASSPHRASE });
    await targets.adopt({ location: place("x/Blue", "two"), passphrase: PASSPHRASE });
    expect(settings.targets().map(({ name }) => name)).toEqual(["Blue", "Blue 2"]);
    await expect(targets.create({ location: place("y"), name: "BLUE" })).rejects.toMatchObject({
      code: "agent/target-name-taken",
    });
  });

  it("after a crash before the repository was whole, makes it anew", async () => {
    const location = place("new", "one");
    rmSync(join(location, "config"));
    await secrets.set(`repository at ${location}`, "of the first try");
    const { target } = await targets.create({ location });
    await opens(location, secrets.kept.get(`repository ${target.repositoryId}`) ?? "");
  });

  it("after a crash before it was in the settings, says what is there and adopts it without a passphrase", async () => {
    const location = place("new");
    const remove = secrets.set.bind(secrets);
    secrets.set = async (name, secret) => {
      if (!name.startsWith("repository at")) throw new Error("the power went");
      await remove(name, secret);
    };
    await expect(targets.create({ location })).rejects.toThrow("the power went");
    secrets.set = remove;
    await expect(targets.create({ location })).rejects.toMatchObject({ code: "agent/repository-there" });
    expect(await targets.inspect({ location })).toMatchObject({ finding: "repository", passphrase: "kept" });
    const { target } = await targets.adopt({ location });
    expect([...secrets.kept.keys()]).toEqual([`repository ${target.repositoryId}`]);
  });

  it("of two windows that ask for the same place at once, lets one make it", async () => {
    const location = place("new");
    const both = await Promise.allSettled([targets.create({ location }), targets.create({ location })]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(settings.targets()).toHaveLength(1);
  });
});

describe("taking on a repository that is there", () => {
  it("keeps the passphrase that opens it", async () => {
    const state = await targets.adopt({ location: place("there", "one"), passphrase: PASSPHRASE, name: "Red" });
    expect(state.target).toMatchObject({ name: "Red", repositoryId: templateId, location: place("there") });
    expect(await targets.password(state.target)).toBe(PASSPHRASE);
  });

  it("says that the passphrase is wrong, and keeps nothing", async () => {
    const location = place("there", "one");
    await expect(targets.adopt({ location, passphrase: "wrong" })).rejects.toMatchObject({
      code: "repository/wrong-password",
    });
    expect(secrets.kept.size).toBe(0);
    expect(settings.targets()).toEqual([]);
  });

  it("asks for the passphrase when none is kept that opens it", async () => {
    await targets.adopt({ location: place("other", "two"), passphrase: PASSPHRASE });
    secrets.kept.forEach((_, name) => void secrets.kept.set(name, "of another"));
    await expect(targets.adopt({ location: place("there", "one") })).rejects.toMatchObject({
      code: "agent/passphrase-missing",
    });
  });

  it("says when there is no repository", async () => {
    await expect(targets.adopt({ location: place("nowhere") })).rejects.toMatchObject({ code: "agent/no-repository" });
  });

  it("opens one that was removed from the list before, without a passphrase", async () => {
    const location = place("there", "one");
    const { target } = await targets.adopt({ location, passphrase: PASSPHRASE });
    await targets.remove({ targetId: target.id });
    expect(settings.targets()).toEqual([]);
    const again = await targets.adopt({ location });
    expect(again.target.repositoryId).toBe(templateId);
    expect(again.target.id).not.toBe(target.id);
  });

  it("moves the target along when its repository is found elsewhere and not at its place any more", async () => {
    const { target } = await targets.adopt({ location: place("a", "one"), passphrase: PASSPHRASE });
    renameSync(place("a"), place("b"));
    const moved = await targets.adopt({ location: place("b") });
    expect(moved.target).toEqual({ ...target, location: place("b") });
    expect(settings.targets()).toEqual([moved.target]);
  });

  it("refuses a second copy while the first is there", async () => {
    await targets.adopt({ location: place("a", "one"), passphrase: PASSPHRASE });
    const copy = targets.adopt({ location: place("b", "one"), passphrase: PASSPHRASE });
    await expect(copy).rejects.toMatchObject({ code: "agent/repository-elsewhere" });
    symlinkSync(place("a"), place("link"));
    await expect(targets.adopt({ location: place("link") })).rejects.toMatchObject({
      code: "agent/repository-elsewhere",
    });
  });

  it("leaves a target as it is that is asked for again, and refuses one whose place holds another repository now", async () => {
    const location = place("a", "one");
    const { target } = await targets.adopt({ location, passphrase: PASSPHRASE });
    expect((await targets.adopt({ location })).target).toEqual(target);
    rmSync(location, { recursive: true });
    place("a", "two");
    await expect(targets.adopt({ location, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: "agent/target-exists",
    });
  });
});

describe("a target", () => {
  async function there(): Promise<TargetId> {
    return (await targets.adopt({ location: place("there", "one"), passphrase: PASSPHRASE, name: "Red" })).target.id;
  }

  it("is known to be away, and when it was last there", async () => {
    const targetId = await there();
    const lastSeenAt = clock.now();
    renameSync(place("there"), place("gone"));
    await clock.advance(60_000);
    expect(await targets.presence(targets.find(targetId))).toBe("away");
    expect(targets.get({ targetId })).toMatchObject({ presence: "away", lastSeenAt });
    renameSync(place("gone"), place("there"));
    expect(await targets.presence(targets.find(targetId))).toBe("present");
    expect(targets.get({ targetId })).toMatchObject({ presence: "present", lastSeenAt: clock.now() });
  });

  it("says that its passphrase is missing, until the right one is given", async () => {
    const targetId = await there();
    secrets.kept.clear();
    await expect(targets.password(targets.find(targetId))).rejects.toMatchObject({ code: "agent/passphrase-missing" });
    expect(targets.get({ targetId }).passphrase).toBe("missing");
    await expect(targets.unlock({ targetId, passphrase: "wrong" })).rejects.toMatchObject({
      code: "repository/wrong-password",
    });
    expect((await targets.unlock({ targetId, passphrase: PASSPHRASE })).passphrase).toBe("kept");
    expect(await targets.password(targets.find(targetId))).toBe(PASSPHRASE);
  });

  it("is not unlocked by the passphrase of another repository at its place, nor while it is away", async () => {
    const targetId = await there();
    rmSync(place("there"), { recursive: true });
    await expect(targets.unlock({ targetId, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: "agent/target-away",
    });
    place("there", "two");
    await expect(targets.unlock({ targetId, passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: "agent/repository-replaced",
    });
  });

  it("is called something else, but not as another one", async () => {
    const targetId = await there();
    await targets.adopt({ location: place("two", "two"), passphrase: PASSPHRASE, name: "Blue" });
    expect((await targets.rename({ targetId, name: "Green" })).target.name).toBe("Green");
    expect((await targets.rename({ targetId, name: "green" })).target.name).toBe("green");
    await expect(targets.rename({ targetId, name: "blue" })).rejects.toMatchObject({
      code: "agent/target-name-taken",
    });
  });

  it("stays in the list while a plan or a run uses it", async () => {
    const targetId = await there();
    const plan: Plan = {
      ...{ id: PlanId.parse(randomUUID()), name: "Documents", createdAt: 0 },
      ...{ folders: ["/home"], targetIds: [targetId], ...DEFAULT_CHOICES },
    };
    await settings.savePlan(plan);
    await expect(targets.remove({ targetId })).rejects.toMatchObject({
      code: "agent/target-in-use",
      message: "“Documents” uses “Red”.",
    });
    await settings.removePlan(plan.id);
    runs = [{ targetId } as Run]; // no more is looked at
    await expect(targets.remove({ targetId })).rejects.toThrow("A run uses “Red”.");
    runs = [];
    await targets.remove({ targetId });
    expect(targets.list()).toEqual([]);
    expect(readdirSync(place("there"))).toContain("config");
    expect(() => targets.find(targetId)).toThrow("not in the list any more");
  });

  it("has its recovery kit saved, and remembers that", async () => {
    const targetId = await there();
    mkdirSync(place("papers"));
    const { path } = await targets.saveRecoveryKit({ targetId, folder: place("papers") });
    expect(readFileSync(path, "utf8")).toContain(PASSPHRASE);
    expect(targets.get({ targetId }).target.recoveryKitSavedAt).toBe(clock.now());
    await expect(targets.saveRecoveryKit({ targetId, folder: place("there/data") })).rejects.toMatchObject({
      code: "agent/kit-inside-target",
    });
  });

  it("is checked when asked", async () => {
    const targetId = await there();
    targets.check({ targetId, readData: true });
    expect(checks).toEqual([{ targetId, readData: true }]);
  });

  it("tells how its last check ended, passing over those that did not come to an end", async () => {
    const targetId = await there();
    const base = {
      kind: "check",
      targetId,
      targetName: "Red",
      title: "Check Red",
      trigger: "user",
      state: "ended",
    } as const;
    const figures = { kind: "check", seconds: 1, snapshots: 1, packs: 1, packsRead: 0, bytesRead: 0 } as const;
    const ids = [randomUUID(), randomUUID()] as Run["id"][];
    const [sound = "" as Run["id"], stopped = "" as Run["id"]] = ids;
    const rest = { isStopping: false, problems: 0 };
    catalog.runs.save({
      ...{ ...base, ...rest, id: sound, queuedAt: 1, endedAt: 2, outcome: "completed" },
      figures: { ...figures, errors: 0 },
    });
    catalog.runs.save({ ...base, ...rest, id: stopped, queuedAt: 3, endedAt: 4, outcome: "cancelled" });
    expect(targets.get({ targetId }).lastCheck).toEqual({ runId: sound, endedAt: 2, isSound: true });
  });
});
