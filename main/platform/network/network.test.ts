import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { busWith, hasBusTools } from "../../../tests/support/system-bus.ts";
import { linuxIdleSeconds } from "../idle/linux.ts";
import { parseProperties } from "../system-bus.ts";
import { linuxNetwork } from "./linux.ts";
import { parseSummary, wirelessDevice } from "./macos.ts";
import { networkNow } from "./network.ts";
import { parseProfile } from "./windows.ts";

const MANAGER = "org.freedesktop.NetworkManager";

/** NetworkManager with connections of these types; those that are wireless have a name. */
async function useManager(metered: number, connections: readonly { type: string; name?: string }[]): Promise<void> {
  const paths = connections.map((_, at) => `dbus.ObjectPath("/org/freedesktop/NetworkManager/ActiveConnection/${at}")`);
  const active = connections.map(({ type }, at) => ({
    path: `/org/freedesktop/NetworkManager/ActiveConnection/${at}`,
    iface: `${MANAGER}.Connection.Active`,
    properties: `{"Type": "${type}", "SpecificObject": dbus.ObjectPath("/org/freedesktop/NetworkManager/AccessPoint/${at}")}`,
  }));
  const points = connections.flatMap(({ name }, at) => {
    const properties = `{"Ssid": dbus.ByteArray(${JSON.stringify(name)}.encode(), variant_level=0)}`;
    const path = `/org/freedesktop/NetworkManager/AccessPoint/${at}`;
    return name === undefined ? [] : [{ path, iface: `${MANAGER}.AccessPoint`, properties }];
  });
  const list = `dbus.Array([${paths.join(", ")}], signature="o")`;
  const manager = { path: "/org/freedesktop/NetworkManager", iface: MANAGER };
  const properties = `{"Metered": dbus.UInt32(${metered}), "ActiveConnections": ${list}}`;
  await useBus(MANAGER, [{ ...manager, properties }, ...active, ...points]);
}

async function useBus(...args: Parameters<typeof busWith>): Promise<void> {
  process.env["DBUS_SYSTEM_BUS_ADDRESS"] = (await busWith(...args)).DBUS_SYSTEM_BUS_ADDRESS;
}

beforeEach(() => {
  const before = process.env["DBUS_SYSTEM_BUS_ADDRESS"];
  onTestFinished(() => {
    if (before === undefined) delete process.env["DBUS_SYSTEM_BUS_ADDRESS"];
    else process.env["DBUS_SYSTEM_BUS_ADDRESS"] = before;
  });
});

// Needs dbus-daemon, python3-dbusmock and busctl; without them there is no bus to ask.
describe.runIf(hasBusTools())("a real message bus", () => {
  it("tells of a wireless network that is paid by volume", async () => {
    await useManager(1, [{ type: "802-3-ethernet" }, { type: "802-11-wireless", name: "Café am Eck" }]);
    expect(await linuxNetwork()).toEqual({ metered: true, networks: ["Café am Eck"] });
  });

  it("tells of a cable, and of guesses", async () => {
    await useManager(4, [{ type: "802-3-ethernet" }]);
    expect(await linuxNetwork()).toEqual({ metered: false, networks: [] });
  });

  it("tells of no name rather than of none when a wireless one hides it", async () => {
    await useManager(0, [{ type: "802-11-wireless" }]);
    expect(await linuxNetwork()).toEqual({});
  });

  it("tells nothing without NetworkManager", async () => {
    await useBus("org.example.Other", [{ path: "/org/example", iface: "org.example.Other", properties: "{}" }]);
    expect(await linuxNetwork()).toEqual({});
    expect(await linuxIdleSeconds(Date.now)).toBeUndefined();
  });

  it.each([
    ["True", 600],
    ["False", 0],
  ])("tells for how long nobody has used the computer: %s", async (isIdle, seconds) => {
    const place = { path: "/org/freedesktop/login1", iface: "org.freedesktop.login1.Manager" };
    const properties = `{"IdleHint": dbus.Boolean(${isIdle}), "IdleSinceHint": dbus.UInt64(1700000000000000)}`;
    await useBus("org.freedesktop.login1", [{ ...place, properties }]);
    expect(await linuxIdleSeconds(() => 1_700_000_600_000)).toBe(seconds);
  });
});

it("is unknown without a bus, and where the system's programs are not there", async () => {
  process.env["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere/bus";
  expect(await networkNow("linux")).toEqual({});
  expect(await networkNow("aix")).toEqual({});
  if (process.platform === "linux") expect([await networkNow("darwin"), await networkNow("win32")]).toEqual([{}, {}]);
});

it("understands busctl, and nothing else", () => {
  expect(parseProperties('{"type":"u","data":4}\n{"type":"ao","data":["/a"]}\n', 2)).toEqual([4, ["/a"]]);
  expect(parseProperties('{"type":"u","data":4}\n', 2)).toBeUndefined();
  expect(parseProperties("u 4\n", 1)).toBeUndefined();
});

it("understands macOS", () => {
  const ports =
    "\nHardware Port: Ethernet\nDevice: en0\n\nHardware Port: Wi-Fi\nDevice: en1\nEthernet Address: 00:00\n";
  expect(wirelessDevice(ports)).toBe("en1");
  expect(wirelessDevice("Hardware Port: Ethernet\nDevice: en0\n")).toBeUndefined();
  expect(parseSummary("  BSSID : 0:1:2\n  SSID : Café am Eck\n  Security : WPA2\n")).toEqual({
    networks: ["Café am Eck"],
  });
  expect(parseSummary("  SSID : <redacted>\n")).toEqual({});
  expect(parseSummary("<dictionary> {\n}\n")).toEqual({ networks: [] });
});

it.each([
  ["cost Unrestricted\r\nname Café\r\n", { metered: false, networks: ["Café"] }],
  ["cost Fixed\r\n", { metered: true, networks: [] }],
  ["cost Unknown\r\n", { networks: [] }],
  ["", { networks: [] }],
])("understands Windows: %j", (text, network) => {
  expect(parseProfile(text)).toEqual(network);
});
