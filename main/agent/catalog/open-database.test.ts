import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { MOMENT, madeRun } from "./catalog.fixture.ts";
import { type OpenedCatalog, openCatalog } from "./catalog.ts";
import { Database } from "./database.ts";
import { migrate, versionOf } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { openDatabase } from "./open-database.ts";

const POSIX = process.platform !== "win32";
const ASIDE = "catalog.damaged-2026-05-04T12-30-00Z.sqlite";

let file: string;
beforeEach(() => {
  file = join(tempFolder(), "data", "catalog.sqlite");
});

const open = (): OpenedCatalog => openCatalog({ file, now: () => MOMENT });
const names = (): string[] => readdirSync(dirname(file)).sort();

/** A catalog with many runs, closed. */
function filled(): void {
  const { catalog } = open();
  for (let count = 0; count < 300; count++) catalog.runs.save(madeRun({ queuedAt: count }));
  catalog.close();
}

/** The catalog opens as a new one that works, and what was there is kept under another name. */
function expectLoss(reason: RegExp, kept: Buffer | undefined): void {
  const { catalog, loss } = open();
  expect(loss).toEqual({ setAside: join(dirname(file), ASIDE), reason: expect.stringMatching(reason) });
  if (kept !== undefined) expect(readFileSync(join(dirname(file), ASIDE)).equals(kept)).toBe(true);
  expect(catalog.isNew).toBe(true);
  const run = madeRun();
  catalog.runs.save(run);
  expect(catalog.runs.list({ limit: 10 })).toEqual([run]);
  catalog.close();
  expect(open().loss).toBeUndefined();
}

describe("a catalog that is not there", () => {
  it("is made, for its owner only, with nothing left beside it", () => {
    const { catalog, loss } = open();
    expect([catalog.isNew, loss]).toEqual([true, undefined]);
    if (POSIX)
      for (const name of names())
        expect([name, statSync(join(dirname(file), name)).mode & 0o777]).toEqual([name, 0o600]);
    if (POSIX) expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    catalog.close();
    expect(names()).toEqual(["catalog.sqlite"]);
  });

  it("is made in spite of what a kill left of the first attempt", () => {
    mkdirSync(dirname(file));
    writeFileSync(`${file}.new`, "half a datab");
    const { catalog, loss } = open();
    expect([catalog.isNew, loss]).toEqual([true, undefined]);
    catalog.close();
  });

  it("never takes over the log of another one that is gone", () => {
    const { catalog } = open();
    catalog.runs.save(madeRun());
    copyFileSync(`${file}-wal`, `${file}.copy`);
    catalog.close();
    renameSync(`${file}.copy`, `${file}-wal`);
    rmSync(file);
    expectLoss(/is gone/, undefined);
    expect(existsSync(join(dirname(file), `${ASIDE}-wal`))).toBe(true);
  });
});

describe("a damaged catalog is set aside, told, and made anew", () => {
  it.each([0, 1, 50, 100, 5_000, 40_000])("cut off after %i bytes", (bytes) => {
    filled();
    truncateSync(file, bytes);
    expectLoss(/is cut off|cannot be read|is damaged/, readFileSync(file));
  });

  it("with other bytes in its middle", () => {
    filled();
    const bytes = readFileSync(file);
    for (let page = 1; page < bytes.length / 4096; page++) bytes.fill(0xa5, page * 4096, page * 4096 + 200);
    writeFileSync(file, bytes);
    expectLoss(/is damaged|cannot be read/, bytes);
  });

  it("that is no database", () => {
    mkdirSync(dirname(file));
    const bytes = Buffer.from("once upon a time\n".repeat(1000));
    writeFileSync(file, bytes);
    expectLoss(/cannot be read \(file is not a database\)/, bytes);
  });

  it("that is the database of another program", () => {
    mkdirSync(dirname(file));
    writeFileSync(file, "");
    const other = Database.open(file, { timeoutMs: 0 });
    other.execute("CREATE TABLE secrets (a)");
    other.close();
    expectLoss(/is not a history of Holdfast/, readFileSync(file));
  });

  it("with its log, and beside one that was set aside in the same second", () => {
    filled();
    truncateSync(file, 100);
    writeFileSync(`${file}-wal`, "log");
    writeFileSync(join(dirname(file), ASIDE), "earlier");
    const { catalog, loss } = open();
    catalog.close();
    expect(loss?.setAside).toBe(join(dirname(file), ASIDE.replace(".sqlite", "-2.sqlite")));
    expect(readFileSync(join(dirname(file), ASIDE), "utf8")).toBe("earlier");
    expect(readFileSync(`${loss?.setAside}-wal`, "utf8")).toBe("log");
  });
});

describe("a catalog of another version", () => {
  it.each(MIGRATIONS.map((_, version) => version).slice(1))(
    "%i is brought up to date, with all that is in it",
    (version) => {
      const { database } = openDatabase({ file, now: () => MOMENT, steps: MIGRATIONS.slice(0, version) });
      expect(versionOf(database)).toBe(version);
      const run = madeRun();
      database
        .query("INSERT INTO runs (id, kind, is_active, queued_at, record) VALUES (:id, 'backup', 0, 1, :record)")
        .run({ id: run.id, record: JSON.stringify(run) });
      database.close();
      const { catalog, loss } = open();
      expect([catalog.isNew, loss]).toEqual([false, undefined]);
      expect(catalog.runs.list({ limit: 10 })).toEqual([run]);
      catalog.notices.add({ id: "a", at: 1, level: "info", message: "", hint: "" });
      catalog.close();
    },
  );

  it("that is newer than known is refused and left alone", () => {
    const steps = [...MIGRATIONS, "CREATE TABLE later (a)"];
    openDatabase({ file, now: () => MOMENT, steps }).database.close();
    const before = readFileSync(file);
    expect(open).toThrow(
      expect.objectContaining({
        code: "agent/catalog-too-new",
        facts: expect.objectContaining({ version: MIGRATIONS.length + 1, known: MIGRATIONS.length }),
      }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(names().filter((name) => !/-(wal|shm)$/.test(name))).toEqual(["catalog.sqlite"]);
  });

  it("stays at the step before one that fails", () => {
    const { database } = openDatabase({ file, now: () => MOMENT, steps: MIGRATIONS });
    const steps = [...MIGRATIONS, "CREATE TABLE first (a)", "CREATE TABLE second (a); CREATE TABLE first (a)"];
    expect(() => migrate(database, steps)).toThrow(/first already exists/);
    expect(versionOf(database)).toBe(MIGRATIONS.length + 1);
    expect(() => database.query("SELECT * FROM second")).toThrow(/no such table/);
    database.close();
  });
});

describe("what is no damage is an error, and no new catalog is made", () => {
  const unusable = (obstacle: string) =>
    expect.objectContaining({ code: "agent/database-unusable", facts: { file: expect.any(String), obstacle } });

  it("when there is a folder in its place", () => {
    mkdirSync(file, { recursive: true });
    writeFileSync(join(file, "in the way"), "");
    expect(open).toThrow(unusable("not-a-file"));
    expect(names()).toEqual(["catalog.sqlite"]);
  });

  it.runIf(POSIX)("when the file is not ours to read or write", () => {
    filled();
    const before = readFileSync(file);
    chmodSync(dirname(file), 0o500);
    // As another user, in a process of its own: giving up root cannot be taken back.
    const door = new URL("./index.ts", import.meta.url).href;
    const program = `
      if (process.getuid() === 0) process.setuid(65534);
      const { openCatalog } = await import(${JSON.stringify(door)});
      try { openCatalog({ file: ${JSON.stringify(file)}, now: Date.now }); console.log("opened"); }
      catch (error) { console.log(error.code + " " + error.facts?.obstacle); }`;
    const mayWrite = process.getuid?.() !== 0;
    if (mayWrite) chmodSync(dirname(file), 0);
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
    chmodSync(dirname(file), 0o700);
    expect(stdout.trim()).toBe("agent/database-unusable not-allowed");
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(names()).toEqual(["catalog.sqlite"]);
  });

  it("when the disk is full", () => {
    filled();
    const { database } = openDatabase({ file, now: () => MOMENT, steps: MIGRATIONS });
    database.pragma("max_page_count = 1"); // SQLite takes it as the pages there are, and a full disk as more than those
    const insert = database.query("INSERT INTO target_facts VALUES (:id, :record)");
    expect(() => insert.run({ id: "a", record: "x".repeat(1_000_000) })).toThrow(unusable("full"));
    database.close();
    expect(open().loss).toBeUndefined();
  });

  it("when another program holds on to it", () => {
    const { database } = openDatabase({ file, now: () => MOMENT, steps: MIGRATIONS });
    const other = Database.open(file, { timeoutMs: 0 });
    database.execute("BEGIN IMMEDIATE");
    expect(() => other.inOneGo(() => undefined)).toThrow(unusable("in-use"));
    other.close();
    database.close();
  });
});
