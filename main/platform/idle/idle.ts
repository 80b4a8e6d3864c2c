import { linuxIdleSeconds } from "./linux.ts";
import { macIdleSeconds } from "./macos.ts";
import { windowsIdleSeconds } from "./windows.ts";

/** For how long nobody has used the computer; 0 while somebody does, undefined where it cannot be told. Never rejects. */
export async function idleSeconds(platform: NodeJS.Platform = process.platform): Promise<number | undefined> {
  switch (platform) {
    case "linux":
      return linuxIdleSeconds(Date.now);
    case "darwin":
      return macIdleSeconds();
    case "win32":
      return windowsIdleSeconds();
    default:
      return undefined;
  }
}
