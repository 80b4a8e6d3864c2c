/** The volume that a folder is on, known by what moves along with it. */
export interface Volume {
  /** The file system's own id: a UUID or a serial number. */
  readonly id: string;
  /** What the drive is called; empty if nothing. */
  readonly label: string;
  /** It can be taken out or unplugged, as far as the system tells. */
  readonly isRemovable: boolean;
  /** The folder's path within the volume, with slashes and without one at either end; empty for the volume itself. */
  readonly path: string;
}

/** How an operating system tells of volumes. Never rejects: what cannot be told is undefined, or nowhere. */
export interface VolumeSystem {
  /** The volume that a folder is on, or would be on once it is made. */
  volumeOf(path: string): Promise<Volume | undefined>;
  /** All places where a folder of a volume would be now, the volume being mounted. */
  mountedAt(volume: Pick<Volume, "id" | "path">): Promise<readonly string[]>;
}

/** A part of a volume, and the place in the tree where it is. */
export interface MountedVolume extends Omit<Volume, "path"> {
  /** With slashes. */
  readonly mountPoint: string;
  /** The folder of the volume that is seen there; empty for the volume itself. */
  readonly root: string;
}

/** @param path with slashes @param mounts in their order: a later one hides an earlier one of the same place */
export function volumeAt(path: string, mounts: readonly MountedVolume[], isSameCase = true): Volume | undefined {
  const fold = (text: string): string => (isSameCase ? text : text.toLowerCase());
  let found: MountedVolume | undefined;
  for (const mount of mounts) {
    if (!isWithin(fold(path), fold(mount.mountPoint))) continue;
    if (found === undefined || mount.mountPoint.length >= found.mountPoint.length) found = mount;
  }
  if (found === undefined || found.id === "") return undefined;
  const { id, label, isRemovable, mountPoint, root } = found;
  return { id, label, isRemovable, path: joined(root, path.slice(mountPoint.length)) };
}

/** Where a folder of a volume is by these mounts; not where another mount hides it. */
export function placesOf(
  { id, path }: Pick<Volume, "id" | "path">,
  mounts: readonly MountedVolume[],
): readonly string[] {
  const places = mounts.flatMap((mount) => {
    if (mount.id !== id || mount.id === "" || !isWithin(path, mount.root)) return [];
    const below = trimmed(path.slice(mount.root.length));
    const top = mount.mountPoint.replace(/\/+$/, "");
    return [below === "" && top === "" ? "/" : below === "" ? top : `${top}/${below}`];
  });
  return [...new Set(places)].filter((place) => volumeAt(place, mounts)?.id === id);
}

function isWithin(path: string, folder: string): boolean {
  const top = folder.replace(/\/+$/, "");
  return top === "" || path === top || path.startsWith(`${top}/`);
}

function joined(...parts: readonly string[]): string {
  return parts
    .map(trimmed)
    .filter((part) => part !== "")
    .join("/");
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}
