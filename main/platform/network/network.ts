import { linuxNetwork } from "./linux.ts";
import { macNetwork } from "./macos.ts";
import type { Network } from "./network-state.ts";
import { windowsNetwork } from "./windows.ts";

/** How the computer is connected now. Never rejects. */
export async function networkNow(platform: NodeJS.Platform = process.platform): Promise<Network> {
  switch (platform) {
    case "linux":
      return linuxNetwork();
    case "darwin":
      return macNetwork();
    case "win32":
      return windowsNetwork();
    default:
      return {};
  }
}
