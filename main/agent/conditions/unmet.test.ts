import { expect, it } from "vitest";
import { type BandwidthLimit, type Conditions, NO_CONDITIONS } from "../../../shared/model/index.ts";
import type { Held } from "../schedule/index.ts";
import type { Surroundings } from "../surroundings/index.ts";
import { bandwidthAt, bandwidthNow } from "./bandwidth.ts";
import { Gate } from "./gate.ts";
import { unmet } from "./unmet.ts";

const NIGHT = Date.parse("2026-06-01T21:00Z");
const MORNING = Date.parse("2026-06-02T05:00Z");
const night = { from: "22:00", to: "07:00", days: [] };

it.each<[title: string, conditions: Partial<Conditions>, surroundings: Surroundings, held: Held | undefined]>([
  ["nothing is asked for", {}, { onBattery: true, metered: true }, undefined],
  ["on battery", { onMains: true }, { onBattery: true }, { for: ["mains"] }],
  ["on mains", { onMains: true }, { onBattery: false }, undefined],
  ["the power is not known", { onMains: true }, {}, undefined],
  ["a low battery", { batteryAbovePercent: 30 }, { onBattery: true, batteryPercent: 30 }, { for: ["battery"] }],
  ["a full battery", { batteryAbovePercent: 30 }, { onBattery: true, batteryPercent: 31 }, undefined],
  ["a low battery that is charged", { batteryAbovePercent: 30 }, { onBattery: false, batteryPercent: 3 }, undefined],
  ["no battery", { batteryAbovePercent: 30 }, { onBattery: false }, undefined],
  ["paid by volume", { unmetered: true }, { metered: true }, { for: ["metered"] }],
  ["not paid by volume", { unmetered: true }, { metered: false }, undefined],
  ["another network", { networks: ["Home"] }, { networks: ["Café"] }, { for: ["network"] }],
  ["one of the networks", { networks: ["Home", "Work"] }, { networks: ["Café", "Work"] }, undefined],
  ["a cable", { networks: ["Home"] }, { networks: [] }, { for: ["network"] }],
  ["a network that is not known", { networks: ["Home"] }, {}, undefined],
  ["in use", { idleMinutes: 5 }, { idleSeconds: 299 }, { for: ["idle"] }],
  ["not in use for long enough", { idleMinutes: 5 }, { idleSeconds: 300, userActive: true }, undefined],
  ["in use, and no more is known", { idleMinutes: 5 }, { userActive: true }, { for: ["idle"] }],
  ["use is not known", { idleMinutes: 5 }, {}, undefined],
  ["quiet hours", { quietHours: [night] }, {}, { for: ["quiet-hours"], until: MORNING }],
  [
    "more than quiet hours",
    { quietHours: [night], onMains: true },
    { onBattery: true },
    { for: ["quiet-hours", "mains"] },
  ],
])("%s", (_, conditions, surroundings, held) => {
  expect(unmet({ ...NO_CONDITIONS, ...conditions }, surroundings, NIGHT, "Europe/Berlin")).toEqual(held);
});

it("the computer is looked at only where that decides something", async () => {
  let looks = 0;
  const look = async (): Promise<Surroundings> => {
    looks += 1;
    return { onBattery: true };
  };
  const gate = new Gate({ look, zone: () => "Europe/Berlin" });
  const heldBy = (conditions: Partial<Conditions>) =>
    // No more of a plan is looked at.
    gate.heldBy({ conditions: { ...NO_CONDITIONS, ...conditions } } as Parameters<Gate["heldBy"]>[0], NIGHT);
  expect(await heldBy({ quietHours: [night] })).toEqual({ for: ["quiet-hours"], until: MORNING });
  expect(looks).toBe(0);
  expect(await heldBy({ onMains: true })).toEqual({ for: ["mains"] });
});

it("of limits of bandwidth the first that fits counts", () => {
  const limits = [{ bytesPerSecond: 5000, hours: night }, { bytesPerSecond: 2000 }];
  expect(bandwidthAt(limits, NIGHT, "Europe/Berlin")).toEqual({ up: 5000, down: 5000 });
  expect(bandwidthAt(limits, MORNING, "Europe/Berlin")).toEqual({ up: 2000, down: 2000 });
  expect(bandwidthAt(limits.slice(0, 1), MORNING, "Europe/Berlin")).toEqual({});
});

it("of a limit for one way the other is free, and what is said of a way goes before what is said of both", () => {
  const at = (limit: BandwidthLimit) => bandwidthAt([limit, { bytesPerSecond: 9000 }], MORNING, "Europe/Berlin");
  expect(at({ uploadBytesPerSecond: 5000 })).toEqual({ up: 5000 });
  expect(at({ downloadBytesPerSecond: 5000, bytesPerSecond: 2000 })).toEqual({ up: 2000, down: 5000 });
  expect(at({})).toEqual({});
});

it("limits that are changed count at once, hours within a second", () => {
  let [limits, now] = [[{ bytesPerSecond: 5000, hours: night }], MORNING - 1];
  const rate = bandwidthNow(
    () => limits,
    () => now,
    () => "Europe/Berlin",
  );
  expect(rate()).toEqual({ up: 5000, down: 5000 });
  now += 1000;
  expect(rate()).toEqual({});
  limits = [{ bytesPerSecond: 7000, hours: { from: "07:00", to: "08:00", days: [] } }];
  expect(rate()).toEqual({ up: 7000, down: 7000 });
});
