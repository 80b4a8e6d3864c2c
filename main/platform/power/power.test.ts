import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { linuxPower, type PowerSupply, percentOf, runsOnBattery } from "./linux.ts";
import { parsePmset } from "./macos.ts";
import { powerNow } from "./power.ts";
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
    expect(await linuxPower(folder)).toEqual({ onBattery: true, batteryPercent: 81 });
    writeFileSync(join(folder, "AC", "online"), "1\n");
    expect(await linuxPower(folder)).toEqual({ onBattery: false, batteryPercent: 81 });
  });

  it("is unknown without the kernel's files", async () => {
    expect(await linuxPower(join(tempFolder(), "none"))).toEqual({});
  });
});

it.each<[title: string, supplies: readonly Partial<PowerSupply>[], percent: number | undefined]>([
  ["no battery", [{ type: "Mains" }], undefined],
  ["one battery", [{ capacity: "81" }], 81],
  ["a battery that says nothing", [{}], undefined],
  ["a mouse's battery beside its own", [{ capacity: "5", scope: "Device" }, { capacity: "81" }], 81],
  [
    "a small empty battery beside a large full one",
    [
      { capacity: "0", energy_now: "0", energy_full: "20000000" },
      { capacity: "100", energy_now: "60000000", energy_full: "60000000" },
    ],
    75,
  ],
  ["a battery that measures its charge", [{ charge_now: "1500000", charge_full: "3000000" }], 50],
  ["two batteries of which one only has percent", [{ capacity: "20" }, { energy_now: "5", energy_full: "6" }], 20],
  ["an old battery that takes more than it says", [{ energy_now: "110", energy_full: "100" }], 100],
])("how full it is: %s", (_, supplies, percent) => {
  expect(percentOf(supplies.map((supply) => ({ type: "Battery", ...supply })))).toBe(percent);
});

const BATTERY_LINE = " -InternalBattery-0 (id=23724131)\t81%; discharging; 4:35 remaining present: true\n";

it.each([
  [`Now drawing from 'Battery Power'\n${BATTERY_LINE}`, { onBattery: true, batteryPercent: 81 }],
  ["Now drawing from 'UPS Power'\n", { onBattery: true }],
  [
    "Now drawing from 'AC Power'\n -InternalBattery-0 (id=4653155)\t100%; charged; 0:00 remaining present: true\n",
    { onBattery: false, batteryPercent: 100 },
  ],
  ["Now drawing from 'AC Power'\n", { onBattery: false }],
  ["", {}],
])("understands pmset: %j", (text, power) => {
  expect(parsePmset(text)).toEqual(power);
});

it.each([
  ["Offline 43\r\n", { onBattery: true, batteryPercent: 43 }],
  ["Online 100\r\n", { onBattery: false, batteryPercent: 100 }],
  ["Online 255\r\n", { onBattery: false }],
  ["Unknown 255\r\n", {}],
  ["", {}],
])("understands Windows: %j", (text, power) => {
  expect(parsePowerLine(text)).toEqual(power);
});

it("is unknown on systems that are not known, and where the system's program is not there", async () => {
  expect(await powerNow("aix")).toEqual({});
  if (process.platform === "linux") expect([await powerNow("darwin"), await powerNow("win32")]).toEqual([{}, {}]);
});
