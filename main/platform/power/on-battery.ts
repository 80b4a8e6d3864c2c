import { linuxOnBattery } from "./linux.ts";
import { macOnBattery } from "./macos.ts";
import { windowsOnBattery } from "./windows.ts";

/** Whether the computer runs on battery now; undefined where that cannot be told. Never rejects. */
export async function onBattery(platform: NodeJS.Platform = process.platform): Promise<boolean | undefined> {
  switch (platform) {
    case "linux":
      return linuxOnBattery();
    case "darwin":
      return macOnBattery();
    case "win32":
      return windowsOnBattery();
    default:
      return undefined;
  }
}
