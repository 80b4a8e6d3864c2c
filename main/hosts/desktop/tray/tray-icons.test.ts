import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { run } from "../../../../tests/support/programs.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { type Activity, iconFile, iconName, stepOf } from "./tray-icons.ts";

const BUILD = fileURLToPath(new URL("../../../../build/icons.mjs", import.meta.url));

it.each([
  [undefined, 0],
  [0, 0],
  [0.124, 0],
  [0.126, 1],
  [0.99, 7],
  [1, 8],
  [1.2, 8],
  [-1, 0],
])("of a run that is done to %s step %d is shown", (share, step) => {
  expect(stepOf(share)).toBe(step);
});

it("has an icon for every state on every system, as the build draws them", async () => {
  const folder = tempFolder();
  expect((await run(process.execPath, [BUILD, folder])).code).toBe(0);
  const running = Array.from({ length: 9 }, (_, step): Activity => ({ type: "running", step }));
  const activities: readonly Activity[] = [{ type: "idle" }, { type: "waiting" }, { type: "paused" }, ...running];
  for (const activity of activities) {
    for (const alert of ["none", "attention", "risk"] as const) {
      for (const platform of ["linux", "win32", "darwin"] as const) {
        const file = iconFile(iconName(activity, alert), platform);
        expect(existsSync(join(folder, file)), file).toBe(true);
      }
    }
  }
  for (const app of ["icon.ico", "icon.icns", "linux/512x512.png"]) {
    expect(existsSync(join(folder, "app", app))).toBe(true);
  }
});
