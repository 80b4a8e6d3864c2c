import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { linuxOnBattery, type PowerSupply, runsOnBattery } from "./linux.ts";
import { parsePmset } from "./macos.ts";
import { onBattery } from "./on-battery.ts";
import { parsePowerLine } from "./windows.ts";

const socket = (online: "0" | "1", type = "Mains"): PowerSupply => ({ type, online });
const battery = (status: string, scope?: string): PowerSupply => ({
  ...{ type: "Battery", status },
  ...(scope === undefined ? {} : { scope }),
});

describe("the power of a Linux machine", () => {
  it.each<[title: string, supplies: readonly PowerSupply[], isOnBattery: boolean]>([
    ["a desktop or a virtual machine", [], false],
    ["a laptop that is plugged in", [socket("1"), battery("Charging")], false],
    ["a laptop that is full and plugged in", [socket("1"), battery("Full")], false],
    ["a laptop that is not", [socket("0"), battery("Discharging")], true],
    ["a laptop that charges over one of two sockets", [socket("0"), socket("1", "USB"), battery("Charging")], false],
    ["a weak charger that the battery has to help", [socket("1"), battery("Discharging")], false],
    ["a laptop whose sockets are not listed", [battery("Discharging")], true],
    ["one of two batteries in use", [socket("0"), battery("Discharging"), battery("Unknown")], true],
    ["a desktop with a mouse", [battery("Discharging", "Device")], false],
    ["a server on its emergency supply", [{ type: "UPS", status: "Discharging" }], true],
    ["a battery that says nothing", [{ type: "Battery" }], false],
  ])("%s", (_, supplies, isOnBattery) => {
    expect(runsOnBattery(supplies)).toBe(isOnBattery);
  });

  it("is read from the kernel's files", async () => {
    const folder = tempFolder();
    const write = (name: string, fields: Record<string, string>): void => {
      mkdirSync(join(folder, name));
      for (const [field, value] of Object.entries(fields)) writeFileSync(join(folder, name, field), `${value}\n`);
    };
    write("AC", { type: "Mains", online: "0" });
    write("BAT0", { type: "Battery", status: "Discharging", scope: "System", capacity: "81" });
    expect(await linuxOnBattery(folder)).toBe(true);
    writeFileSync(join(folder, "AC", "online"), "1\n");
    expect(await linuxOnBattery(folder)).toBe(false);
  });

  it("is unknown without the kernel's files", async () => {
    expect(await linuxOnBattery(join(tempFolder(), "none"))).toBeUndefined();
  });
});

const BATTERY_LINE = " -InternalBattery-0 (id=23724131)\t81%; discharging; 4:35 remaining present: true\n";

it.each([
  [`Now drawing from 'Battery Power'\n${BATTERY_LINE}`, true],
  ["Now drawing from 'UPS Power'\n", true],
  [
    "Now drawing from 'AC Power'\n -InternalBattery-0 (id=4653155)\t100%; charged; 0:00 remaining present: true\n",
    false,
  ],
  ["Now drawing from 'AC Power'\n", false],
  ["", undefined],
])("understands pmset: %j", (text, isOnBattery) => {
  expect(parsePmset(text)).toBe(isOnBattery);
});

it.each([
  ["Offline\r\n", true],
  ["Online\r\n", false],
  ["Unknown\r\n", undefined],
  ["", undefined],
])("understands Windows: %j", (text, isOnBattery) => {
  expect(parsePowerLine(text)).toBe(isOnBattery);
});

it("is unknown on systems that are not known, and where the system's program is not there", async () => {
  expect(await onBattery("aix")).toBeUndefined();
  if (process.platform === "linux")
    expect([await onBattery("darwin"), await onBattery("win32")]).toEqual([undefined, undefined]);
});
