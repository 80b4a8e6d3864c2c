import { afterEach, describe, expect, it } from "vitest";
import { type Fault, type FaultyStorage, faultyStorage } from "../../../../tests/support/faulty-storage.ts";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import type { BlobId, TimeText } from "../../format/index.ts";
import { listSnapshots, RepositoryLock, type StoredSnapshot, saveSnapshot } from "../../repository/index.ts";
import { StorageFull, StorageNotAllowed } from "../../storage/index.ts";
import { createRepository } from "../open.ts";
import type { OpenRepository } from "../open-repository.ts";
import { forget } from "./forget.ts";

const ACTION = { location: "memory:", doing: "remove" } as const;
const opened: OpenRepository[] = [];
afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
});

interface Made {
  readonly open: OpenRepository;
  readonly storage: FaultyStorage;
  readonly snapshots: readonly StoredSnapshot[];
  left(): Promise<string[]>;
}

/** A repository with four snapshots of blue, of four days, and one of red; blue's first has the tag x. */
async function repository(...faults: readonly Fault[]): Promise<Made> {
  const storage = faultyStorage(new MemoryStorage(), faults);
  const open = await createRepository(storage, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  opened.push(open);
  const snapshots: StoredSnapshot[] = [];
  for (const [place, hostname] of ["blue", "blue", "blue", "blue", "red"].entries()) {
    const time = `2024-05-0${place + 1}T10:00:00Z` as TimeText; // of the form that the brand stands for
    const tree = "0".repeat(64) as BlobId; // nothing here looks into a tree
    const tags = place === 0 ? { tags: ["x"] } : {};
    snapshots.push(await saveSnapshot(open.repository, { time, tree, paths: ["/home"], hostname, ...tags }));
  }
  const left = async (): Promise<string[]> => (await listSnapshots(open.repository)).map(({ id }) => id);
  return { open, storage, snapshots, left };
}

function ids(snapshots: readonly (StoredSnapshot | undefined)[]): string[] {
  return snapshots.map((snapshot) => snapshot?.id ?? "none");
}

describe("forget", () => {
  it("removes what the policy does not keep, group by group", async () => {
    const { open, snapshots, left } = await repository();
    const result = await forget(open, { policy: { last: 1 } }).result;
    expect(result).toMatchObject({ removed: 3, failures: [] });
    expect(result.groups.map(({ key }) => key.hostname)).toEqual(["blue", "red"]);
    expect(result.groups[0]?.keep).toEqual([{ snapshot: snapshots[3], reasons: ["last snapshot"], counters: {} }]);
    expect(ids(result.remove)).toEqual(ids([snapshots[2], snapshots[1], snapshots[0]]));
    expect(await left()).toEqual(ids(snapshots.slice(3)));
  });

  it("makes one group of all when asked to, and looks only at what the filter chooses", async () => {
    const { open, snapshots, left } = await repository();
    await forget(open, { policy: { last: 1 }, filter: { hosts: ["blue"] } }).result;
    expect(await left()).toEqual(ids(snapshots.slice(3)));
    await forget(open, { policy: { last: 1 }, groupBy: {} }).result;
    expect(await left()).toEqual(ids(snapshots.slice(4)));
  });

  it("removes the snapshots that are named, by the start of their ids", async () => {
    const { open, snapshots, left } = await repository();
    const named = ids([snapshots[1], snapshots[3]]).map((id) => id.slice(0, 12));
    expect(await forget(open, { snapshots: named }).result).toMatchObject({ groups: [], removed: 2 });
    expect(await left()).toEqual(ids([snapshots[0], snapshots[2], snapshots[4]]));
  });

  it("removes none when one of those that are named is not there, and none when none is named", async () => {
    const { open, snapshots, left } = await repository();
    const run = forget(open, { snapshots: [snapshots[0]?.id ?? "", "f".repeat(64)] });
    await expect(run.result).rejects.toMatchObject({ code: "repository/snapshot-not-found" });
    expect(await forget(open, { snapshots: [] }).result).toMatchObject({ remove: [], removed: 0 });
    expect(await left()).toEqual(ids(snapshots));
  });

  it("removes what a function chooses of all there are, asked while nobody else can change them", async () => {
    const { open, storage, snapshots, left } = await repository();
    let asked = -1;
    const choose = (all: readonly StoredSnapshot[]): readonly StoredSnapshot[] => {
      asked = storage.calls.lastIndexOf("write locks");
      expect(all).toEqual(snapshots);
      return all.slice(1, 3);
    };
    expect(await forget(open, { choose }).result).toMatchObject({ groups: [], removed: 2, failures: [] });
    expect(asked).toBeGreaterThan(-1);
    expect(await left()).toEqual(ids([snapshots[0], snapshots[3], snapshots[4]]));
  });

  it("only tells what it would do in a dry run, for which others may use the repository", async () => {
    const { open, snapshots, left } = await repository();
    const { storage, sealer, version } = open.repository;
    const lock = await RepositoryLock.acquire({ storage, sealer, version, exclusive: false });
    const dry = await forget(open, { policy: { last: 1 }, dryRun: true }).result;
    expect([dry.remove.length, dry.removed]).toEqual([3, 0]);
    await expect(forget(open, { policy: { last: 1 } }).result).rejects.toMatchObject({ code: "repository/locked" });
    await lock.release();
    expect(await left()).toEqual(ids(snapshots));
  });

  it("takes no lock for a dry run when it is not to, but never goes without one when it removes", async () => {
    const { open, storage } = await repository();
    await forget(open, { policy: { last: 1 }, dryRun: true, noLock: true }).result;
    expect(storage.calls).not.toContain("write locks");
    await forget(open, { policy: { last: 1 }, noLock: true }).result;
    expect(storage.calls).toContain("write locks");
  });

  it("knows all that is to go before it removes the first", async () => {
    const { open, storage } = await repository();
    await forget(open, { policy: { last: 1 } }).result;
    const calls = storage.calls.filter((call) => call.endsWith(" snapshots"));
    expect(calls.lastIndexOf("read snapshots")).toBeLessThan(calls.indexOf("remove snapshots"));
  });

  it("removes nothing when a snapshot cannot be read", async () => {
    const corrupt = (bytes: Buffer): Buffer => bytes.fill(1);
    const { open, storage } = await repository({
      operation: "read",
      kind: "snapshots",
      nth: 5,
      andAfter: true,
      corrupt,
    });
    const run = forget(open, { policy: { last: 1 } });
    await expect(run.result).rejects.toMatchObject({ code: "repository/damaged-file" });
    expect(storage.calls).not.toContain("remove snapshots");
  });

  it("refuses a policy without a rule", async () => {
    const { open, snapshots, left } = await repository();
    for (const policy of [{}, { last: 0 }])
      await expect(forget(open, { policy }).result).rejects.toMatchObject({ code: "forget/no-policy" });
    expect(await left()).toEqual(ids(snapshots));
  });

  it("removes everything only when that is asked for, of what a filter chooses", async () => {
    const { open, snapshots, left } = await repository();
    const all = { policy: {}, allowRemoveAll: true };
    await expect(forget(open, all).result).rejects.toMatchObject({ code: "forget/filter-needed" });
    await expect(forget(open, { ...all, filter: { hosts: [] } }).result).rejects.toMatchObject({
      code: "forget/filter-needed",
    });
    expect((await forget(open, { ...all, filter: { hosts: ["blue"] } }).result).removed).toBe(4);
    expect(await left()).toEqual(ids(snapshots.slice(4)));
  });

  it("removes nothing at all when the rules would keep nothing of one group", async () => {
    const { open, snapshots, left } = await repository();
    for (const allowRemoveAll of [false, true]) {
      const run = forget(open, { policy: { tags: [["x"]] }, allowRemoveAll });
      await expect(run.result).rejects.toMatchObject({ code: "forget/group-would-be-empty" });
    }
    expect(await left()).toEqual(ids(snapshots));
  });

  it("stops between two snapshots, and leaves no lock", async () => {
    const stop = new AbortController();
    const until = async (): Promise<void> => stop.abort(new Error("enough"));
    const { open, storage, left } = await repository({ operation: "remove", kind: "snapshots", nth: 2, until });
    const run = forget(open, { policy: { last: 1 }, signal: stop.signal });
    await expect(run.result).rejects.toThrow("enough");
    expect(storage.calls.filter((call) => call === "remove snapshots")).toHaveLength(2);
    expect(storage.calls.at(-1)).toBe("remove locks");
    expect(await left()).toHaveLength(3);
  });

  it("tells what the storage would not remove, and removes the others", async () => {
    const error = new StorageNotAllowed(ACTION, "permission");
    const fault = { operation: "remove", kind: "snapshots", nth: 2, fail: { error } } as const;
    const { open, snapshots, left } = await repository(fault);
    const { removed, failures } = await forget(open, { policy: { last: 1 } }).result;
    expect([removed, failures]).toEqual([2, [{ snapshot: snapshots[1], error }]]);
    expect(await left()).toEqual(ids([snapshots[1], snapshots[3], snapshots[4]]));
  });

  it("ends when the storage is not to be had for the moment", async () => {
    const error = new StorageFull(ACTION, "space");
    const { open, left } = await repository({ operation: "remove", kind: "snapshots", nth: 2, fail: { error } });
    await expect(forget(open, { policy: { last: 1 } }).result).rejects.toBe(error);
    expect(await left()).toHaveLength(4);
  });
});
