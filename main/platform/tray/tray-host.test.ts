import { delimiter } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { busWith, hasBusTools } from "../../../tests/support/system-bus.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { hasTrayHost } from "./tray-host.ts";

const WATCHER = "org.kde.StatusNotifierWatcher";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The user's bus is a real one of this test, with a watcher of tray icons that says so. */
async function watcherSays(isRegistered: "True" | "False"): Promise<void> {
  const properties = `{"IsStatusNotifierHostRegistered": dbus.Boolean(${isRegistered})}`;
  const watcher = { path: "/StatusNotifierWatcher", iface: WATCHER, properties };
  const { DBUS_SYSTEM_BUS_ADDRESS: address } = await busWith(WATCHER, [watcher]);
  vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address);
}

describe.runIf(process.platform === "linux" && hasBusTools())("a desktop on a real message bus", () => {
  it("shows tray icons when a host of the tray has registered", async () => {
    await watcherSays("True");
    expect(await hasTrayHost()).toBe(true);
  });

  it("does not when a watcher is there without a host", async () => {
    await watcherSays("False");
    expect(await hasTrayHost()).toBe(false);
  });

  it("does not when nobody watches for icons", async () => {
    const other = { path: "/other", iface: "org.example.Other", properties: "{}" };
    const { DBUS_SYSTEM_BUS_ADDRESS: address } = await busWith("org.example.Other", [other]);
    vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", address);
    expect(await hasTrayHost()).toBe(false);
  });
});

it("counts as without a tray where nobody can tell", async () => {
  vi.stubEnv("DBUS_SESSION_BUS_ADDRESS", `unix:path=${tempFolder()}/none`);
  expect(await hasTrayHost("linux")).toBe(false);
  vi.stubEnv("PATH", [tempFolder()].join(delimiter));
  expect(await hasTrayHost("linux")).toBe(false);
});

it("is taken for granted on Windows and macOS", async () => {
  expect([await hasTrayHost("win32"), await hasTrayHost("darwin")]).toEqual([true, true]);
});
