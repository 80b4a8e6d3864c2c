import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { realPath } from "./real-path.ts";
import { type MountedVolume, placesOf, type Volume, type VolumeSystem, volumeAt } from "./volume.ts";

/** Where Linux says what; other places for tests. */
export interface LinuxFiles {
  readonly mountInfo: string;
  /** Links named by the ids and labels of file systems, to their devices. */
  readonly byId: string;
  readonly byLabel: string;
  /** What udev has found out, a file a device: for systems without such links. */
  readonly udev: string;
  readonly blockDevices: string;
}

const FILES: LinuxFiles = {
  ...{ mountInfo: "/proc/self/mountinfo", byId: "/dev/disk/by-uuid", byLabel: "/dev/disk/by-label" },
  ...{ udev: "/run/udev/data", blockDevices: "/sys/dev/block" },
};

/** A line of `mountinfo`. Only those whose paths are text: a drive's name that is none cannot be written into settings. */
export interface MountLine {
  /** Major and minor number of the device, as in `8:1`. */
  readonly device: string;
  readonly root: string;
  readonly mountPoint: string;
  readonly source: string;
}

export function linuxVolumes(files: LinuxFiles = FILES): VolumeSystem {
  return {
    volumeOf: async (path) => {
      const real = await realPath(path);
      return real === undefined ? undefined : volumeAt(real, await mountedVolumes(files));
    },
    mountedAt: async (volume) => placesOf(volume, await mountedVolumes(files)),
  };
}

/** Mounts of what is no file system on a drive have no id; they are among them because they hide others. */
async function mountedVolumes(files: LinuxFiles): Promise<readonly MountedVolume[]> {
  const lines = parseMountInfo(await readFile(files.mountInfo).catch(() => Buffer.alloc(0)));
  const [ids, labels] = await Promise.all([linksIn(files.byId), linksIn(files.byLabel)]);
  const known = new Map<string, Promise<Omit<Volume, "path">>>();
  return Promise.all(
    lines.map(async ({ device, root, mountPoint, source }) => {
      const key = `${device} ${source}`;
      const facts = known.get(key) ?? factsOf(device, source, { files, ids, labels });
      known.set(key, facts);
      return { ...(await facts), mountPoint, root: root.replace(/^\/+/, "") };
    }),
  );
}

interface Known {
  readonly files: LinuxFiles;
  readonly ids: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}

async function factsOf(device: string, source: string, { files, ids, labels }: Known): Promise<Omit<Volume, "path">> {
  if (!source.startsWith("/")) return { id: "", label: "", isRemovable: false };
  const node = await realpath(source).catch(() => source);
  const told = await readFile(join(files.udev, `b${device}`), "utf8").catch(() => "");
  const property = (name: string): string => new RegExp(`^E:${name}=(.*)$`, "m").exec(told)?.[1] ?? "";
  return {
    id: ids.get(node) ?? property("ID_FS_UUID"),
    label: labels.get(node) ?? unescaped(property("ID_FS_LABEL_ENC")),
    isRemovable: property("ID_BUS") === "usb" || (await isRemovable(device, files)),
  };
}

/** By the bus that it hangs on, or because the drive says that its medium can be taken out. */
async function isRemovable(device: string, { blockDevices }: LinuxFiles): Promise<boolean> {
  const folder = await realpath(join(blockDevices, device)).catch(() => undefined);
  if (folder === undefined) return false;
  if (/\/(usb\d+|mmc_host|firewire|thunderbolt)\//.test(`${folder}/`)) return true;
  for (const each of [folder, dirname(folder)]) {
    const told = await readFile(join(each, "removable"), "utf8").catch(() => "");
    if (told.trim() === "1") return true;
  }
  return false;
}

/** Devices by where links lead, with the names of the links. */
async function linksIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const links = await Promise.all(
    names.map(async (name) => {
      const to = await readlink(join(folder, name)).catch(() => undefined);
      return to === undefined ? [] : [[resolve(folder, to), unescaped(basename(name))] as const];
    }),
  );
  return new Map(links.flat());
}

/** @see proc_pid_mountinfo(5): optional fields end with a hyphen; blanks and the like are three octal digits */
export function parseMountInfo(bytes: Uint8Array): readonly MountLine[] {
  const lines = Buffer.from(bytes).toString("latin1").split("\n"); // one char code a byte
  return lines.flatMap((line) => {
    const fields = line.split(" ");
    const end = fields.indexOf("-", 6);
    const [, , device, root, mountPoint] = fields;
    const source = fields[end + 2];
    if (end < 0 || device === undefined || root === undefined || mountPoint === undefined || source === undefined)
      return [];
    const [rootText, pointText] = [textOf(root), textOf(mountPoint)];
    if (rootText === undefined || pointText === undefined) return [];
    return [{ device, root: rootText, mountPoint: pointText, source: textOf(source) ?? "" }];
  });
}

function textOf(field: string): string | undefined {
  const bytes = unescapedBytes(field);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

function unescapedBytes(field: string): Buffer {
  const plain = field.replaceAll(/\\([0-3][0-7]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  return Buffer.from(plain, "latin1");
}

/** Names as udev writes them: whatever is no plain character is `\\x` and two digits. */
function unescaped(text: string): string {
  const bytes = Buffer.from(text).toString("latin1");
  const plain = bytes.replaceAll(/\\x([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return Buffer.from(plain, "latin1").toString("utf8");
}
