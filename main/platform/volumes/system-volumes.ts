import type { VolumeSystem } from "./volume.ts";
import { linuxVolumes } from "./volumes-linux.ts";
import { macVolumes } from "./volumes-macos.ts";
import { windowsVolumes } from "./volumes-windows.ts";

/** How this computer tells of volumes. */
export function systemVolumes(platform: NodeJS.Platform = process.platform): VolumeSystem {
  if (platform === "win32") return windowsVolumes();
  if (platform === "darwin") return macVolumes();
  return linuxVolumes();
}
