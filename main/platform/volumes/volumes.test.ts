import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { isSameVolume, volumeSpace } from "../index.ts";
import { isNetworkMount, mountOf, parseMounts } from "./mounts.ts";
import { isOnNetwork } from "./on-network.ts";
import { isSameSource } from "./same-volume.ts";
import { toSpace } from "./volume-space.ts";

const LINUX = process.platform === "linux";

describe("volumeSpace", () => {
  it("tells the room where a place is, and where one would be that is not there yet", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "file"), "");
    const there = await volumeSpace(folder);
    expect(there?.totalBytes).toBeGreaterThan(0);
    expect(there?.freeBytes).toBeLessThanOrEqual(there?.totalBytes ?? 0);
    for (const below of ["not/there/yet", "file", "file/below"])
      expect((await volumeSpace(join(folder, below)))?.totalBytes).toBe(there?.totalBytes);
  });

  it.runIf(LINUX)("takes paths that are no text", async () => {
    const path = Buffer.concat([Buffer.from(`${tempFolder()}/`), Buffer.from([0xff])]);
    mkdirSync(path);
    expect((await volumeSpace(path))?.totalBytes).toBeGreaterThan(0);
    expect((await volumeSpace(Buffer.concat([path, Buffer.from("/below")])))?.totalBytes).toBeGreaterThan(0);
  });

  it("is unknown where a file system does not tell", () => {
    expect(toSpace({ bsize: 4096n, blocks: 0n, bavail: 0n })).toBeUndefined();
  });

  it("is always a number of bytes that is not more than the whole", () => {
    const figure = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n });
    fc.assert(
      fc.property(figure, figure, fc.constantFrom(512n, 4096n, 1048576n), (blocks, bavail, bsize) => {
        const space = toSpace({ blocks, bavail, bsize });
        if (space === undefined) return;
        expect(Number.isSafeInteger(space.totalBytes) && space.totalBytes > 0).toBe(true);
        expect(space.freeBytes >= 0 && space.freeBytes <= space.totalBytes).toBe(true);
      }),
    );
  });
});

describe("isSameVolume", () => {
  it("is true for places beside each other, also when they are not there yet", async () => {
    const folder = tempFolder();
    expect(await isSameVolume(folder, join(folder, "not", "there"))).toBe(true);
  });

  it.runIf(LINUX)("is false for places on different file systems", async () => {
    expect(await isSameVolume("/proc", tempFolder())).toBe(false);
    expect(await isSameVolume("/proc", "/sys")).toBe(false);
  });

  it("is true for two mounts of one device, and never for two that only share a name like tmpfs", () => {
    const mounts = parseMounts(
      Buffer.from(
        "/dev/a / btrfs rw 0 0\n/dev/a /home btrfs rw 0 0\ntmpfs /tmp tmpfs rw 0 0\ntmpfs /run tmpfs rw 0 0\n",
      ),
    );
    const on = (path: string) => mountOf(Buffer.from(path), mounts);
    expect(isSameSource(on("/home/ada"), on("/etc"))).toBe(true);
    expect(isSameSource(on("/tmp/a"), on("/run/b"))).toBe(false);
    expect(isSameSource(on("/tmp"), on("/etc"))).toBe(false);
  });
});

describe("the list of mounts", () => {
  it("is read with names that have blanks, backslashes and bytes that are no text", () => {
    const text = Buffer.from("/dev/sdb1 /media/ada/My\\040\\134Drive\\377 exfat rw 0 0\nnonsense\n\n# x", "latin1");
    expect(parseMounts(text)).toEqual([
      {
        source: "/dev/sdb1",
        path: Buffer.concat([Buffer.from("/media/ada/My \\Drive"), Buffer.from([0xff])]),
        type: "exfat",
      },
    ]);
  });

  it("leads from a path to the deepest mount above it, the last one of those on the same path", () => {
    const mounts = parseMounts(Buffer.from("a / x\nb /home x\nc /home/ada x\nd /home x\n"));
    const source = (path: string) => mountOf(Buffer.from(path), mounts)?.source;
    expect(["/", "/homes", "/home", "/home/bob", "/home/ada/x"].map(source)).toEqual(["a", "a", "d", "d", "c"]);
    expect(mountOf(Buffer.from("/"), [])).toBeUndefined();
  });

  it("tells what is on another machine", () => {
    const isNetwork = (line: string) => parseMounts(Buffer.from(line)).map(isNetworkMount)[0];
    expect(isNetwork("nas:/share /mnt/nas nfs4 rw")).toBe(true);
    expect(isNetwork("//nas/share /mnt/nas cifs rw")).toBe(true);
    expect(isNetwork("ada@host:/ /home/ada/host fuse.sshfs rw")).toBe(true);
    expect(isNetwork("/dev/sda1 /mnt/disk ext4 rw")).toBe(false);
  });
});

describe.runIf(LINUX)("isOnNetwork", () => {
  it("tells by the mount that a place is on, also of one that is not there yet", async () => {
    const folder = tempFolder();
    const mounts = join(folder, "mounts");
    writeFileSync(mounts, `/dev/sda1 / ext4 rw 0 0\nserver:/export ${folder}/far nfs4 rw 0 0\n`);
    mkdirSync(join(folder, "far"));
    expect(await isOnNetwork(join(folder, "far", "backup"), mounts)).toBe(true);
    expect(await isOnNetwork(join(folder, "near", "backup"), mounts)).toBe(false);
  });

  it("counts what cannot be told as no, and what names a server as yes", async () => {
    expect(await isOnNetwork("/", join(tempFolder(), "none"))).toBe(false);
    expect(await isOnNetwork("//server/share/backup")).toBe(true);
  });
});
