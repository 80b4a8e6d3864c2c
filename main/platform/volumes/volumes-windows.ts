import { z } from "zod";
import { askProgram } from "../ask-program.ts";
import { type MountedVolume, placesOf, type VolumeSystem, volumeAt } from "./volume.ts";

/** All volumes that are mounted somewhere, with what is theirs wherever they are plugged in. */
const SCRIPT =
  "[Console]::OutputEncoding = [Text.Encoding]::UTF8; " +
  "Get-CimInstance Win32_Volume | Where-Object Name -NotLike '\\\\*' | " +
  "Select-Object Name, Label, SerialNumber, DriveType | ConvertTo-Json -Compress";

/** As Windows counts types of drives. */
const REMOVABLE = 2;

const Told = z.object({
  Name: z.string(),
  Label: z.string().nullable(),
  SerialNumber: z.number().nullable(),
  DriveType: z.number(),
});

export function windowsVolumes(): VolumeSystem {
  return {
    volumeOf: async (path) => volumeAt(path.replaceAll("\\", "/"), await mountedVolumes(), false),
    mountedAt: async (volume) => placesOf(volume, await mountedVolumes()),
  };
}

async function mountedVolumes(): Promise<readonly MountedVolume[]> {
  const answer = await askProgram("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
  return answer === undefined ? [] : parseVolumes(answer);
}

/** @param text JSON: one volume, or a list of them; nothing where there is none */
export function parseVolumes(text: string): readonly MountedVolume[] {
  const told = z.union([z.array(Told), Told.transform((one) => [one])]).safeParse(parsed(text));
  if (!told.success) return [];
  return told.data.map(({ Name, Label, SerialNumber, DriveType }) => ({
    // As Explorer and `vol` write it.
    id: SerialNumber === null ? "" : (SerialNumber >>> 0).toString(16).toUpperCase().padStart(8, "0"),
    ...{ label: Label ?? "", isRemovable: DriveType === REMOVABLE, root: "" },
    mountPoint: Name.replaceAll("\\", "/").replace(/\/+$/, ""),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
