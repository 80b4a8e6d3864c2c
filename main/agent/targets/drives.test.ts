import { expect, it } from "vitest";
import type { Target, TargetId } from "../../../shared/model/index.ts";
import type { Volume } from "../../platform/index.ts";
import { Drives } from "./drives.ts";

const BLUE = { id: "UUID", label: "Blue", path: "backup" };
const ID = "5b0f7d3e-1c7a-4a52-9d3e-000000000001" as TargetId;

/** A computer with mounts, a target and repositories as a test says. */
function stage({ isCheap = true, isTold = true } = {}) {
  // No more is looked at.
  let target = { id: ID, kind: "folder", location: "/media/Blue/backup" } as Target;
  const seen = { left: 0, asked: 0 };
  const state = { mounted: "/media/Blue" as string | undefined, repositories: ["/media/Blue/backup"], now: 0 };
  const volume: Volume = { ...BLUE, isRemovable: true };
  const drives = new Drives({
    ...{ isCheap, isOnNetwork: async (place) => place.startsWith("/nas"), now: () => state.now },
    volumes: {
      volumeOf: async (path) =>
        isTold
          ? path.startsWith(`${state.mounted}/`)
            ? volume
            : { ...volume, id: "ROOT", isRemovable: false }
          : undefined,
      mountedAt: async ({ id, path }) => {
        seen.asked += 1;
        return isTold && id === "UUID" && state.mounted !== undefined ? [`${state.mounted}/${path}`] : [];
      },
    },
    look: async ({ location }) => ({ presence: state.repositories.includes(location) ? "present" : "away" }),
    change: async (_, facts) => {
      target = { ...target, ...facts };
    },
    left: () => {
      seen.left += 1;
    },
  });
  const look = async () => (await drives.look(target)).presence;
  return { drives, look, seen, state, target: () => target };
}

it("learns what drive a target is on when it is there", async () => {
  const { look, target } = stage();
  expect(await look()).toBe("present");
  expect(target()).toMatchObject({ kind: "drive", volume: BLUE });
});

it.each([true, false])("follows a drive to where it is mounted now (asking is cheap: %s)", async (isCheap) => {
  const { look, target, state, seen } = stage({ isCheap });
  await look();
  Object.assign(state, { mounted: "/run/media/ada/Blue", repositories: ["/run/media/ada/Blue/backup"], now: 100_000 });
  expect(await look()).toBe("present");
  expect(target().location).toBe("/run/media/ada/Blue/backup");
  expect(seen.left).toBe(1);
});

it("says that it is away when it is unplugged, and has what was kept open of it closed once", async () => {
  const { look, target, state, seen } = stage();
  await look();
  Object.assign(state, { mounted: undefined, repositories: [] });
  expect([await look(), await look(), seen.left]).toEqual(["away", "away", 1]);
  Object.assign(state, { mounted: "/media/Blue", repositories: ["/media/Blue/backup"] });
  expect([await look(), target().location]).toEqual(["present", "/media/Blue/backup"]);
});

it("does not take another drive's repository at the same place for its own", async () => {
  const { look, state } = stage();
  await look();
  Object.assign(state, { mounted: undefined, repositories: ["/media/Blue/backup"] });
  expect(await look()).toBe("away");
});

it("goes by the place where the system tells nothing of volumes", async () => {
  const { look, target } = stage({ isTold: false });
  expect([await look(), target().kind]).toEqual(["present", "folder"]);
});

it("does not ask again and again for a drive that is away where asking costs", async () => {
  const { look, state, seen } = stage({ isCheap: false });
  await look();
  Object.assign(state, { mounted: undefined, repositories: [], now: 100_000 });
  for (let at = 0; at < 6; at++) {
    await look();
    state.now += 10_000;
  }
  expect(seen.asked).toBe(1);
});

it("knows shares by their mounts", async () => {
  expect(await stage().drives.kindAt("/nas/backup")).toEqual({ kind: "share" });
  expect(await stage().drives.kindAt("/home/ada")).toEqual({ kind: "folder" });
});
