import { linuxPower } from "./linux.ts";
import { macPower } from "./macos.ts";
import type { Power } from "./power-state.ts";
import { windowsPower } from "./windows.ts";

/** How the computer is powered now. Never rejects. */
export async function powerNow(platform: NodeJS.Platform = process.platform): Promise<Power> {
  switch (platform) {
    case "linux":
      return linuxPower();
    case "darwin":
      return macPower();
    case "win32":
      return windowsPower();
    default:
      return {};
  }
}
