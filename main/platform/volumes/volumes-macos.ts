import { readdir } from "node:fs/promises";
import { askProgram } from "../ask-program.ts";
import { realPath } from "./real-path.ts";
import { type MountedVolume, placesOf, type VolumeSystem, volumeAt } from "./volume.ts";

const VOLUMES = "/Volumes";

/** By what the system's own program tells of each mounted volume. */
export function macVolumes(): VolumeSystem {
  return {
    volumeOf: async (path) => {
      const real = await realPath(path);
      return real === undefined ? undefined : volumeAt(real, await mountedVolumes());
    },
    mountedAt: async (volume) => placesOf(volume, await mountedVolumes()),
  };
}

async function mountedVolumes(): Promise<readonly MountedVolume[]> {
  const names = await readdir(VOLUMES).catch(() => []);
  const places = ["/", ...names.map((name) => `${VOLUMES}/${name}`)];
  const told = await Promise.all(places.map((place) => askProgram("/usr/sbin/diskutil", ["info", "-plist", place])));
  return told.flatMap((text) => (text === undefined ? [] : (parseDiskInfo(text) ?? [])));
}

/** @param text a property list as `diskutil info -plist` prints it */
export function parseDiskInfo(text: string): MountedVolume | undefined {
  const string = (key: string): string | undefined => {
    const value = new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(text)?.[1];
    return value === undefined ? undefined : unescaped(value);
  };
  const isSet = (key: string): boolean => new RegExp(`<key>${key}</key>\\s*<true/>`).test(text);
  const mountPoint = string("MountPoint");
  if (mountPoint === undefined || mountPoint === "") return undefined;
  return {
    ...{ id: string("VolumeUUID") ?? "", label: string("VolumeName") ?? "", mountPoint, root: "" },
    isRemovable: isSet("RemovableMediaOrExternalDevice") || isSet("Ejectable") || isSet("RemovableMedia"),
  };
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => characters[name] ?? "");
}
