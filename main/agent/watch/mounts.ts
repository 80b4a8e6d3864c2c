import type { ByteString } from "../../engine/light.ts";
import { isWithin } from "./within.ts";

interface Mount {
  readonly type: string;
  /** Changes when something else is mounted there. */
  readonly key: string;
}

/** Changes made by other machines, or behind the file system's back, are not told for these. */
const REMOTE = new Set([
  ...[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "coda",
    "ceph",
    "9p",
    "lustre",
    "gfs2",
    "ocfs2",
    "beegfs",
    "orangefs",
  ],
  ...["vboxsf", "vmhgfs", "prl_fs", "virtiofs", "fuse", "autofs", "davfs"],
]);
/** Disks of this machine that a program of its own reads. */
const LOCAL_FUSE = new Set(["fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.lklfuse"]);

/** What is mounted where, as `/proc/self/mountinfo` tells it. Elsewhere than on Linux nothing is known. */
export class Mounts {
  #text = "";
  #mounts: ReadonlyMap<ByteString, Mount> = new Map();

  /** @returns where something came, went, or took the place of something else since the last call; at the first, nothing */
  update(text: string): ByteString[] {
    if (text === this.#text) return [];
    const [isFirst, before] = [this.#text === "", this.#mounts];
    this.#text = text;
    this.#mounts = parseMounts(text);
    if (isFirst) return [];
    const places = new Set([...before.keys(), ...this.#mounts.keys()]);
    return [...places].filter((place) => before.get(place)?.key !== this.#mounts.get(place)?.key);
  }

  /** The type of the file system that begins at a path, if it is one whose changes are not all told. */
  remoteAt(path: ByteString): string | undefined {
    const type = this.#mounts.get(path)?.type;
    return type !== undefined && isRemote(type) ? type : undefined;
  }

  /** The same for the file system that a path is on. */
  remoteOf(path: ByteString): string | undefined {
    const places = [...this.#mounts.keys()].filter((place) => isWithin(path, place));
    const nearest = places.sort((a, b) => b.length - a.length)[0];
    if (nearest === undefined) return path.startsWith("//") ? "network share" : undefined;
    return this.remoteAt(nearest);
  }
}

function isRemote(type: string): boolean {
  return REMOTE.has(type) || (type.startsWith("fuse.") && !LOCAL_FUSE.has(type));
}

/** @see proc_pid_mountinfo(5): id, parent, device, root, place, options, optional fields, a hyphen, type, source, options */
function parseMounts(text: string): Map<ByteString, Mount> {
  const mounts = new Map<ByteString, Mount>();
  for (const line of text.split("\n")) {
    const [head = "", tail = ""] = line.split(" - ");
    const [id, , device, root, place] = head.split(" ");
    const type = tail.split(" ")[0];
    if (place === undefined || type === undefined) continue;
    // The last one mounted at a place hides the others.
    mounts.set(unescaped(place), { type, key: `${id} ${device} ${root} ${type}` });
  }
  return mounts;
}

/** Spaces, tabs, newlines and backslashes are written as three octal digits. The text was read byte by byte. */
function unescaped(place: string): ByteString {
  return place.replace(/\\([0-7]{3})/g, (_all, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  ) as ByteString;
}
