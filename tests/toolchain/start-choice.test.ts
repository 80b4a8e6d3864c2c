import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

/** What of build/start-choice.mjs is tested; the compiler does not read plain JavaScript from here. */
interface StartChoice {
  chooseStart(around: { args: readonly string[]; electron: string | undefined; hasDisplay: boolean }): object;
  hasDisplay(env: Readonly<Record<string, string>>, platform: NodeJS.Platform): boolean;
  findElectron(root: string): string | undefined;
}

const MODULE = new URL("../../build/start-choice.mjs", import.meta.url);
const { chooseStart, findElectron, hasDisplay }: StartChoice = await import(MODULE.href);

const ELECTRON = "/app/node_modules/electron/dist/electron";

describe("what `npm start` starts", () => {
  it("is the command line when there are arguments, whatever else is there", () => {
    expect(chooseStart({ args: ["version"], electron: ELECTRON, hasDisplay: true })).toEqual({ args: ["version"] });
  });

  it("is the desktop's window where there are Electron and a display", () => {
    expect(chooseStart({ args: [], electron: ELECTRON, hasDisplay: true })).toEqual({ electron: ELECTRON });
  });

  it("is the agent with a window in the browser otherwise, and it is known why", () => {
    const noElectron = chooseStart({ args: [], electron: undefined, hasDisplay: true });
    expect(noElectron).toEqual({ args: ["serve"], noDesktop: "no-electron" });
    for (const electron of [ELECTRON, undefined]) {
      const noDisplay = chooseStart({ args: [], electron, hasDisplay: false });
      expect(noDisplay).toEqual({ args: ["serve"], noDesktop: "no-display" });
    }
  });
});

describe("a display", () => {
  it.each([
    [{ DISPLAY: ":0" }, "linux", true],
    [{ WAYLAND_DISPLAY: "wayland-0" }, "linux", true],
    [{ DISPLAY: "" }, "linux", false],
    [{}, "darwin", true],
    [{ SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }, "darwin", false],
    [{}, "win32", true],
  ] as const)("%j on %s: %s", (env, platform, expected) => {
    expect(hasDisplay(env, platform)).toBe(expected);
  });
});

describe("Electron's program", () => {
  it("is there once its package noted where, and it is", () => {
    const root = tempFolder();
    expect(findElectron(root)).toBeUndefined();
    const folder = join(root, "node_modules/electron");
    mkdirSync(join(folder, "dist"), { recursive: true });
    writeFileSync(join(folder, "path.txt"), "electron");
    expect(findElectron(root)).toBeUndefined();
    writeFileSync(join(folder, "dist", "electron"), "");
    expect(findElectron(root)).toBe(join(folder, "dist", "electron"));
  });
});
