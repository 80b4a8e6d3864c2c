import { renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../shared/errors/index.ts";
import type { Target, TargetId } from "../../../shared/model/index.ts";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import type { OpenRepository, Pace } from "../../engine/index.ts";
import { createRepository } from "../../engine/index.ts";
import { type Purpose, Repositories } from "./index.ts";

const ID = "00000000-0000-4000-8000-00000000000b" as TargetId;

class NoPassphrase extends AppError {
  readonly code = "agent/passphrase-missing";
  readonly hint = "Enter the passphrase.";
}

let clock: FakeClock;
let location: string;
let target: Target;
let password: string | undefined;
let isThere: boolean;
let refused: number;
let repositories: Repositories;

async function makeAt(place: string, secret: string): Promise<string> {
  const options = { password: secret, threads: 1, scrypt: { N: 1024, r: 8, p: 1 } };
  const open = await createRepository(place, options);
  await open.close();
  return open.repository.config.id;
}

beforeEach(async () => {
  clock = new FakeClock();
  location = join(tempFolder(), "repository");
  [password, isThere, refused] = ["pw", true, 0];
  target = {
    id: ID,
    name: "Blue",
    kind: "folder",
    access: {},
    location,
    repositoryId: await makeAt(location, "pw"),
    createdAt: 0,
  };
  const targets = {
    find: () => target,
    presence: async () => (isThere ? ("present" as const) : ("away" as const)),
    async password() {
      if (password === undefined) throw new NoPassphrase("No passphrase opens “Blue”.");
      return password;
    },
    async refused() {
      refused += 1;
    },
  };
  repositories = new Repositories({ targets, clock });
});

const use = (purpose: Purpose = "run", work = async (open: OpenRepository) => open): Promise<OpenRepository> => {
  return repositories.withRepository(target, purpose, work);
};

async function replace(secret: string): Promise<void> {
  renameSync(location, `${location}.${secret}.old`);
  await makeAt(location, secret);
}

describe("a repository", () => {
  it("stays open for the next use, and is closed when nobody comes back", async () => {
    const first = await use();
    await clock.advance(59_000);
    expect(await use()).toBe(first);
    await clock.advance(61_000);
    expect(await use()).not.toBe(first);
    await repositories.close();
    expect(clock.pendingTimers).toBe(0);
  });

  it("is opened anew for a run of another pace, with the threads of that", async () => {
    const at = (pace: Pace) => repositories.withRepository(target, "run", async (open) => open, undefined, pace);
    const gentle = await at("gentle");
    expect(gentle.pool.size).toBe(1);
    expect(await at("gentle")).toBe(gentle);
    const fast = await at("fast");
    expect(fast).not.toBe(gentle);
    expect(fast.pool.size).toBe(Math.min(availableParallelism(), 8));
    await repositories.close();
  });

  it("is opened apart for runs and for those who look into it", async () => {
    const held = Promise.withResolvers<void>();
    const run = use("run", async (open) => {
      await held.promise;
      return open;
    });
    const browsing = await use("browse");
    held.resolve();
    expect(await run).not.toBe(browsing);
  });

  it("is used by one at a time for each purpose", async () => {
    const steps: string[] = [];
    const work = (name: string) => async (open: OpenRepository) => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
      return open;
    };
    await Promise.all([use("browse", work("a")), use("browse", work("b"))]);
    expect(steps).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("is opened anew after a run that failed", async () => {
    const first = await use();
    await expect(use("run", () => Promise.reject(new NoPassphrase("no")))).rejects.toThrow("no");
    expect(await use()).not.toBe(first);
  });

  it("lets go of a wait that is given up", async () => {
    const held = Promise.withResolvers<void>();
    const first = use("browse", async (open) => {
      await held.promise;
      return open;
    });
    const stop = new AbortController();
    const given = repositories.withRepository(target, "browse", async (open) => open, stop.signal);
    stop.abort(new Error("closed the window"));
    await expect(given).rejects.toThrow("closed the window");
    held.resolve();
    expect(await use("browse")).toBe(await first);
  });
});

describe("another repository in its place", () => {
  it("is refused by its id, though the passphrase opens it", async () => {
    await replace("pw");
    await expect(use()).rejects.toMatchObject({ code: "agent/repository-replaced" });
  });

  it("is refused also when the right one was kept open until a moment ago", async () => {
    await use();
    await replace("pw");
    let isReached = false;
    const run = use("run", async (open) => {
      isReached = true;
      return open;
    });
    await expect(run).rejects.toMatchObject({ code: "agent/repository-replaced" });
    expect(isReached).toBe(false);
  });

  it("that the passphrase does not open is told as that, with what to do in a window", async () => {
    await replace("other");
    await expect(use()).rejects.toMatchObject({ code: "repository/wrong-password" });
    expect(refused).toBe(1);
    await expect(use()).rejects.toHaveProperty("hint", expect.stringContaining("on the target's page"));
  });
});

it("says that the passphrase is missing", async () => {
  password = undefined;
  await expect(use()).rejects.toMatchObject({ code: "agent/passphrase-missing" });
});

it("says that a target is away to who wants to look into it, and what is wrong to a run", async () => {
  isThere = false;
  rmSync(location, { recursive: true });
  await expect(use("browse")).rejects.toMatchObject({ code: "agent/target-away", message: "“Blue” is not connected." });
  await expect(use("run")).rejects.toMatchObject({ code: "repository/not-found" });
});
