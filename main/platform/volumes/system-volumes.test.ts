import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { systemVolumes } from "./system-volumes.ts";
import { type MountedVolume, placesOf, volumeAt } from "./volume.ts";
import { type LinuxFiles, linuxVolumes, parseMountInfo } from "./volumes-linux.ts";
import { parseDiskInfo } from "./volumes-macos.ts";
import { parseVolumes } from "./volumes-windows.ts";

const LINUX = process.platform === "linux";
const mounted = (id: string, mountPoint: string, root = ""): MountedVolume => {
  return { id, label: id, isRemovable: true, mountPoint, root };
};

describe("volumes by their mounts", () => {
  const mounts = [mounted("ROOT", "/"), mounted("BLUE", "/media/ada/Blue"), mounted("POOL", "/home", "@home")];

  it("tells the volume of a folder, and its path there", () => {
    expect(volumeAt("/media/ada/Blue/backup/pc", mounts)).toMatchObject({ id: "BLUE", path: "backup/pc" });
    expect(volumeAt("/media/ada/Blue", mounts)).toMatchObject({ id: "BLUE", path: "" });
    expect(volumeAt("/media/ada/Bluebell", mounts)).toMatchObject({ id: "ROOT", path: "media/ada/Bluebell" });
    expect(volumeAt("/home/ada", mounts)).toMatchObject({ id: "POOL", path: "@home/ada" });
    expect(volumeAt("c:/x", [mounted("C", "C:")], false)).toMatchObject({ id: "C", path: "x" });
  });

  it("tells where a folder of a volume is, wherever that is mounted, and nowhere when it is not", () => {
    const moved = [mounted("ROOT", "/"), mounted("BLUE", "/mnt"), mounted("BLUE", "/run/media/Blue", "backup")];
    expect(placesOf({ id: "BLUE", path: "backup/pc" }, moved)).toEqual(["/mnt/backup/pc", "/run/media/Blue/pc"]);
    expect(placesOf({ id: "BLUE", path: "other" }, moved)).toEqual(["/mnt/other"]);
    expect(placesOf({ id: "BLUE", path: "" }, moved)).toEqual(["/mnt"]);
    expect(placesOf({ id: "GREEN", path: "" }, moved)).toEqual([]);
    expect(placesOf({ id: "ROOT", path: "" }, moved)).toEqual(["/"]);
  });

  it("does not lead to where another mount lies over it", () => {
    const hidden = [mounted("BLUE", "/mnt"), mounted("GREEN", "/mnt")];
    expect(placesOf({ id: "BLUE", path: "backup" }, hidden)).toEqual([]);
  });

  it("never takes what has no id for a volume", () => {
    expect(volumeAt("/tmp/x", [mounted("", "/tmp")])).toBeUndefined();
    expect(placesOf({ id: "", path: "x" }, [mounted("", "/tmp")])).toEqual([]);
  });
});

describe("what Linux tells", () => {
  it("is read with optional fields, and names that have blanks; those that are no text are left out", () => {
    const text = Buffer.from(
      "36 35 8:17 /sub /media/My\\040Drive rw,noatime shared:1 master:2 - ext4 /dev/sdb1 rw\n37 35 8:18 / /media/\\377 rw - vfat /dev/sdb2 rw\nnonsense\n",
      "latin1",
    );
    expect(parseMountInfo(text)).toEqual([
      { device: "8:17", root: "/sub", mountPoint: "/media/My Drive", source: "/dev/sdb1" },
    ]);
  });

  it.runIf(LINUX)("comes from links by id and label, or from what udev has written down", async () => {
    const { files, folder } = staged();
    symlinkSync("/dev/null", join(files.byId, "1234-ABCD"));
    symlinkSync("/dev/null", join(files.byLabel, "My\\x20Drive"));
    writeFileSync(files.mountInfo, `1 0 1:3 / ${folder} rw - vfat /dev/null rw\n`);
    const volumes = linuxVolumes(files);
    expect(await volumes.volumeOf(folder)).toMatchObject({ id: "1234-ABCD", label: "My Drive", path: "" });
    const bare = staged();
    writeFileSync(join(bare.files.udev, "b1:5"), "E:ID_FS_UUID=beef\nE:ID_FS_LABEL_ENC=Gr\\xc3\\xbcn\nE:ID_BUS=usb\n");
    writeFileSync(bare.files.mountInfo, `1 0 1:5 / ${bare.folder} rw - ext4 /dev/zero rw\n`);
    const told = await linuxVolumes(bare.files).volumeOf(bare.folder);
    expect(told).toEqual({ id: "beef", label: "Grün", isRemovable: true, path: "" });
  });

  it.runIf(LINUX)("is nothing where nothing can be told", async () => {
    const { files, folder } = staged();
    expect(await linuxVolumes(files).volumeOf(folder)).toBeUndefined();
    expect(await linuxVolumes(files).mountedAt({ id: "x", path: "" })).toEqual([]);
    expect(await systemVolumes().mountedAt({ id: "none", path: "" })).toEqual([]);
  });
});

/** Places of our own for what Linux tells. */
function staged(): { readonly files: LinuxFiles; readonly folder: string } {
  const folder = tempFolder();
  const at = (name: string) => join(folder, name);
  for (const name of ["by-id", "by-label", "udev", "block"]) mkdirSync(at(name));
  writeFileSync(at("mountinfo"), "");
  const files = { mountInfo: at("mountinfo"), byId: at("by-id"), byLabel: at("by-label") };
  return { files: { ...files, udev: at("udev"), blockDevices: at("block") }, folder };
}

const run = (program: string, ...args: string[]) => spawnSync(program, args, { encoding: "utf8", timeout: 20_000 });

/** An image with an ext4 file system, as a block device; undefined where that cannot be had. */
function loopDevice(): { readonly device: string; readonly id: string } | undefined {
  if (!LINUX || process.getuid?.() !== 0) return undefined;
  const image = join(tempFolder(), "drive.img");
  writeFileSync(image, "");
  truncateSync(image, 16 << 20);
  const id = "5b0f7d3e-1c7a-4a52-9d3e-0123456789ab";
  if (run("mkfs.ext4", "-q", "-U", id, "-L", "Blue", image).status !== 0) return undefined;
  const attached = run("losetup", "--find", "--show", image);
  if (attached.status !== 0) return undefined;
  const device = attached.stdout.trim();
  onTestFinished(() => void run("losetup", "--detach", device));
  return { device, id };
}

it("a real drive is found by its id where it is mounted, and where it is mounted the next time", async ({ skip }) => {
  const loop = loopDevice();
  if (loop === undefined) return skip("no loop devices here");
  const folder = tempFolder();
  const [one, other] = [join(folder, "one"), join(folder, "other place")];
  const { files } = staged();
  const links = { ...files, mountInfo: "/proc/self/mountinfo" };
  symlinkSync(loop.device, join(files.byId, loop.id));
  symlinkSync(loop.device, join(files.byLabel, "Blue"));
  mkdirSync(one);
  mkdirSync(other);
  if (run("mount", loop.device, one).status !== 0) return skip("mounting is not allowed here");
  onTestFinished(() => void run("umount", one));
  mkdirSync(join(one, "backup"));
  const volumes = linuxVolumes(links);
  const volume = await volumes.volumeOf(join(one, "backup"));
  expect(volume).toMatchObject({ id: loop.id, label: "Blue", path: "backup" });
  expect(await volumes.volumeOf(join(one, "not", "yet"))).toMatchObject({ id: loop.id, path: "not/yet" });
  const known = { id: loop.id, path: "backup" };
  expect(await volumes.mountedAt(known)).toEqual([join(one, "backup")]);
  run("umount", one);
  expect(await volumes.mountedAt(known)).toEqual([]);
  expect(run("mount", loop.device, other).status).toBe(0);
  onTestFinished(() => void run("umount", other));
  expect(await volumes.mountedAt(known)).toEqual([join(other, "backup")]);
  expect(readFileSync("/proc/self/mountinfo", "utf8")).toContain("other\\040place");
});

it("what macOS tells of a volume is read", () => {
  const entry = (key: string, value: string) => `<key>${key}</key>\n\t<string>${value}</string>`;
  const text = `<plist><dict>${entry("MountPoint", "/Volumes/A &amp; B")}${entry("VolumeName", "A &amp; B")}
    ${entry("VolumeUUID", "AAAA-1")}<key>Ejectable</key><false/><key>RemovableMediaOrExternalDevice</key>
    <true/></dict></plist>`;
  const told = { id: "AAAA-1", label: "A & B", mountPoint: "/Volumes/A & B", root: "", isRemovable: true };
  expect(parseDiskInfo(text)).toEqual(told);
  expect(parseDiskInfo("<plist/>")).toBeUndefined();
});

it("what Windows tells of volumes is read, one or many", () => {
  const one = { Name: "E:\\", Label: "Blue", SerialNumber: 4026531855, DriveType: 2 };
  const told = { id: "F000000F", label: "Blue", isRemovable: true, root: "", mountPoint: "E:" };
  expect(parseVolumes(JSON.stringify(one))).toEqual([told]);
  expect(parseVolumes(JSON.stringify([one, { ...one, Name: "C:\\", Label: null, DriveType: 3 }]))).toMatchObject([
    told,
    { label: "", isRemovable: false, mountPoint: "C:" },
  ]);
  expect(parseVolumes("")).toEqual([]);
});
