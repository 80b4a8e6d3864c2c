import { describe, expect, it } from "vitest";
import { appFolders } from "./folders.ts";

describe("appFolders", () => {
  it("follows the XDG base directories on Linux", () => {
    expect(appFolders({ platform: "linux", env: {}, home: "/home/ada" })).toEqual({
      data: "/home/ada/.local/share/holdfast",
      config: "/home/ada/.config/holdfast",
      logs: "/home/ada/.local/state/holdfast/logs",
      cache: "/home/ada/.cache/holdfast",
    });
    const env = { XDG_DATA_HOME: "/d", XDG_CONFIG_HOME: "/c", XDG_STATE_HOME: "/s", XDG_CACHE_HOME: "/x" };
    expect(appFolders({ platform: "linux", env, home: "/home/ada" })).toEqual({
      data: "/d/holdfast",
      config: "/c/holdfast",
      logs: "/s/holdfast/logs",
      cache: "/x/holdfast",
    });
  });

  it("ignores XDG folders that are empty or relative, as the standard says", () => {
    const env = { XDG_DATA_HOME: "", XDG_CONFIG_HOME: "relative/path" };
    expect(appFolders({ platform: "linux", env, home: "/home/ada" })).toEqual(
      appFolders({ platform: "linux", env: {}, home: "/home/ada" }),
    );
  });

  it("uses Application Support and Logs on macOS", () => {
    expect(appFolders({ platform: "darwin", env: {}, home: "/Users/ada" })).toEqual({
      data: "/Users/ada/Library/Application Support/Holdfast/data",
      config: "/Users/ada/Library/Application Support/Holdfast/config",
      logs: "/Users/ada/Library/Logs/Holdfast",
      cache: "/Users/ada/Library/Caches/Holdfast",
    });
  });

  it("uses local application data on Windows", () => {
    const folders = {
      data: "C:\\Users\\ada\\AppData\\Local\\Holdfast\\data",
      config: "C:\\Users\\ada\\AppData\\Local\\Holdfast\\config",
      logs: "C:\\Users\\ada\\AppData\\Local\\Holdfast\\logs",
      cache: "C:\\Users\\ada\\AppData\\Local\\Holdfast\\cache",
    };
    const env = { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" };
    expect(appFolders({ platform: "win32", env, home: "X:\\" })).toEqual(folders);
    expect(appFolders({ platform: "win32", env: {}, home: "C:\\Users\\ada" })).toEqual(folders);
  });

  it.each(["linux", "darwin"] as const)("moves all below HOLDFAST_HOME on %s", (platform) => {
    const env = { HOLDFAST_HOME: "/elsewhere", XDG_DATA_HOME: "/d" };
    const folders = Object.fromEntries(["data", "config", "logs", "cache"].map((name) => [name, `/elsewhere/${name}`]));
    expect(appFolders({ platform, env, home: "/home/ada" })).toEqual(folders);
  });
});
