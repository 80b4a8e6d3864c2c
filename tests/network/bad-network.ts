import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  check,
  createRepository,
  forget,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  prune,
} from "../../main/engine/index.ts";
import { openStorage, type Storage } from "../../main/engine/storage/index.ts";
import { AppError } from "../../shared/errors/index.ts";
import type { Access } from "../../shared/targets/index.ts";
import { type FaultProxy, FaultSource, startFaultProxy } from "../support/fault-proxy.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { changeFolder } from "./changing-folder.ts";

/** A server that one kind of target is tried on. */
export interface Place {
  readonly protocol: "http" | "tcp";
  /** Of the real server, on loopback. */
  readonly port: number;
  /** Where the repository is for who comes through that port. */
  readonly location: (port: number) => string;
  readonly access: Access;
  /** Where the port is named by the connection and not by the location. */
  readonly accessAt?: (port: number) => Access;
  /** Of the server for one call of ours, where a program in between makes more of it; one if absent. */
  readonly requestsPerCall?: number;
  /** Texts that must not appear in any error. */
  readonly secrets: readonly string[];
}

interface Tally {
  succeeded: number;
  /** By the code of the one error each ended in. */
  readonly failed: Map<string, number>;
  /** What was let go wrong, altogether. */
  faults: number;
}

const ROUNDS = 200;
const MOST_MS = 1_800_000;
const PASSWORD = "a password for tests";
/** Failures that the weather may cause. Any other, above all one that speaks of damage, is a defect. */
const FAIR = /^(storage\/(unreachable|interrupted|failed)|repository\/(lock-lost|locked))$/;
const CHEAP = { scrypt: { N: 1024, r: 8, p: 1 }, threads: 1 };
const CHECK_EACH = 25;

const HURRY = 100;
/** A clock that runs a hundred times as fast: minutes of patience are seconds, and a wait for another try is milliseconds. */
const HURRIED = {
  now: () => Date.now() * HURRY,
  after(ms: number, call: () => void): () => void {
    const timer = setTimeout(call, ms / HURRY);
    return () => clearTimeout(timer);
  },
};

export interface Started extends Place {
  stop(): Promise<void>;
}

/** One kind of target on its server: 200 rounds through a network that breaks lines, loses answers and makes servers say no. */
export function describeKind(kind: string, isThere: boolean, missing: string, start: () => Promise<Started>): void {
  describe.skipIf(!isThere)(`a repository on ${kind}${isThere ? "" : ` (skipped: no ${missing} here)`}`, () => {
    let place: Started;
    beforeAll(async () => {
      place = await start();
    });
    afterAll(() => place?.stop());

    it("survives a bad network", { timeout: MOST_MS }, () => surviveBadNetwork(place, ROUNDS));
  });
}

/**
 * Backs up, and at times forgets and prunes, `rounds` times through a network that gets worse and better again. Each time ends in
 * success or in one clear error, nothing is ever listed that is not whole, and the repository is always sound.
 */
async function surviveBadNetwork(place: Place, rounds: number): Promise<void> {
  const proxy = await startFaultProxy(place.port, place.protocol);
  const calm = openStorage(place.location(place.port), { access: place.access });
  const folder = join(tempFolder(), "files");
  const whole = new Set<string>();
  const visits = new Visits(place, proxy.port);
  const tally: Tally = { succeeded: 0, failed: new Map(), faults: 0 };
  try {
    const made = openStorage(place.location(place.port), { access: place.access });
    await (await createRepository(made, { ...CHEAP, password: PASSWORD })).close();
    for (let round = 0; round < rounds; round++) {
      changeFolder(folder, `change ${round}`);
      await oneRound(place, proxy, { round, folder, tally, visits });
      await expectWhole(calm, whole, round);
      if (round % CHECK_EACH === CHECK_EACH - 1) await expectSound(place, round);
    }
    await expectSound(place, rounds);
    expectWeather(tally, rounds);
  } finally {
    await visits.leave();
    await calm.close();
    await proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** That something went wrong, and that it was mostly got over: else nothing was tried here. */
function expectWeather({ succeeded, failed, faults }: Tally, rounds: number): void {
  const failures = [...failed.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${rounds} rounds, ${faults} faults: ${succeeded} succeeded; ${failures} failed ${JSON.stringify([...failed])}`,
  );
  expect(succeeded + failures).toBe(rounds);
  expect(faults).toBeGreaterThan(rounds / 4);
  expect(succeeded).toBeGreaterThan(rounds / 2);
}

interface Round {
  readonly round: number;
  readonly folder: string;
  readonly tally: Tally;
  readonly visits: Visits;
}

async function oneRound(place: Place, proxy: FaultProxy, { round, folder, tally, visits }: Round): Promise<void> {
  // From hardly any faults to most of the time, and back. A connection (tcp) lasts for many requests.
  const weather = ([2, 5, 10, 20, 35, 60][round % 6] ?? 10) * (place.protocol === "tcp" ? 1.5 : 1);
  const percent = weather / (place.requestsPerCall ?? 1);
  proxy.arm(new FaultSource(`weather ${round}`, place.protocol, percent));
  try {
    await visits.work(folder, round);
    tally.succeeded += 1;
  } catch (error) {
    expectClear(error, place, `round ${round}: ${proxy.told.join(" ")}`);
    const { code } = error;
    tally.failed.set(code, (tally.failed.get(code) ?? 0) + 1);
  } finally {
    tally.faults += proxy.told.length;
    proxy.arm();
  }
}

/** A repository that stays open for a few rounds, as an agent keeps it, and is opened anew after a failure. */
class Visits {
  readonly #place: Place;
  readonly #port: number;
  #open: OpenRepository | undefined;

  constructor(place: Place, port: number) {
    this.#place = place;
    this.#port = port;
  }

  async work(folder: string, round: number): Promise<void> {
    this.#open ??= await openRepository(openThrough(this.#place, this.#port), { ...CHEAP, password: PASSWORD });
    try {
      await backup(this.#open, { targets: [backupTarget(folder)], filter: NO_FILTER }).result;
      if (round % 10 === 9) await tidy(this.#open);
    } catch (error) {
      await this.leave();
      throw error;
    }
    if (round % 4 === 3) await this.leave();
  }

  async leave(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }
}

async function tidy(open: OpenRepository): Promise<void> {
  await forget(open, { policy: { last: 3 } }).result;
  await prune(open, {}).result;
}

function openThrough(place: Place, port: number): Storage {
  return openStorage(place.location(port), { access: place.accessAt?.(port) ?? place.access, clock: HURRIED });
}

function expectClear(error: unknown, place: Place, told: string): asserts error is AppError {
  if (!(error instanceof AppError)) throw new Error(`${told}: not an expected failure`, { cause: error });
  expect(error.code, told).toMatch(FAIR);
  expect(error.message.length, told).toBeGreaterThan(10);
  expect(error.hint.length, told).toBeGreaterThan(10);
  const whole = `${error.message} ${error.hint} ${JSON.stringify(error.facts)} ${String(error.stack)} ${String(error.cause)}`;
  for (const secret of place.secrets) expect(whole.includes(secret), told).toBe(false);
}

/** Every file that is listed is whole: what it holds has the hash that it is named by. Each is looked at once. */
async function expectWhole(storage: Storage, known: Set<string>, round: number): Promise<void> {
  for (const kind of ["data", "index", "snapshots", "keys"] as const) {
    for await (const { name, size } of storage.list(kind)) {
      if (known.has(`${kind}/${name}`)) continue;
      const bytes = await storage.read({ kind, name });
      expect(bytes.length, `round ${round}: ${kind}/${name}`).toBe(size);
      expect(createHash("sha256").update(bytes).digest("hex"), `round ${round}: ${kind}`).toBe(name);
      known.add(`${kind}/${name}`);
    }
  }
}

async function expectSound(place: Place, round: number): Promise<void> {
  const location = place.location(place.port);
  const open = await openRepository(openStorage(location, { access: place.access }), { ...CHEAP, password: PASSWORD });
  try {
    const result = await check(open, { readData: true }).result;
    expect(
      result.findings.filter(({ severity }) => severity === "error"),
      `after ${round} rounds`,
    ).toEqual([]);
  } finally {
    await open.close();
  }
}
