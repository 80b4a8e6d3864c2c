import { expect, it } from "vitest";
import { fromPathText } from "../../engine/light.ts";
import { Mounts } from "./mounts.ts";

const line = (place: string, type: string, id = 36) =>
  `${id} 35 98:0 /mnt1 ${place} rw,noatime master:1 shared:2 - ${type} /dev/root rw,errors=continue`;

it("tells what came, went, and took the place of something else", () => {
  const mounts = new Mounts();
  const first = [line("/", "ext4"), line("/mnt/stick", "vfat", 37)];
  expect(mounts.update(first.join("\n"))).toEqual([]);
  expect(mounts.update(first.join("\n"))).toEqual([]);
  expect(mounts.update([...first, line("/mnt/new", "ext4", 38)].join("\n"))).toEqual(["/mnt/new"]);
  expect(mounts.update([line("/", "ext4"), line("/mnt/stick", "vfat", 39)].join("\n"))).toEqual([
    "/mnt/stick",
    "/mnt/new",
  ]);
});

it("reads places with spaces, and with names that are no text", () => {
  const mounts = new Mounts();
  mounts.update(`${line("/", "ext4")}\n${line("/my\\040disk\\134\xff", "cifs", 40)}\n`);
  expect(mounts.remoteAt("/my disk\\\xff" as ReturnType<typeof fromPathText>)).toBe("cifs");
});

it.each([
  ["nfs4", true],
  ["cifs", true],
  ["9p", true],
  ["fuse.sshfs", true],
  ["fuse.rclone", true],
  ["fuseblk", false],
  ["ext4", false],
  ["btrfs", false],
  ["overlay", false],
  ["tmpfs", false],
])("knows whether the changes on %s are all told", (type, isRemote) => {
  const mounts = new Mounts();
  mounts.update([line("/", "ext4"), line("/data", type, 40), line("/data/local", "xfs", 41)].join("\n"));
  expect(mounts.remoteOf(fromPathText("/data/deep/er")) !== undefined).toBe(isRemote);
  expect(mounts.remoteOf(fromPathText("/data/local/x"))).toBeUndefined();
  expect(mounts.remoteOf(fromPathText("/database"))).toBeUndefined();
});

it("takes a share of Windows for what it is", () => {
  expect(new Mounts().remoteOf(fromPathText("//server/share"))).toBe("network share");
  expect(new Mounts().remoteOf(fromPathText("C:/Users"))).toBeUndefined();
});
