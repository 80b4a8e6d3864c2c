import { expect, it } from "vitest";
import type { PaceChoice } from "../../../shared/model/index.ts";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import { silentLog } from "../log/index.ts";
import { Lookout, type Surroundings } from "../surroundings/index.ts";
import { PaceChooser } from "./index.ts";

const clock = new FakeClock();

function chooser(look: () => Promise<Surroundings>, setting: PaceChoice = "automatic"): PaceChooser {
  const lookout = new Lookout({ look, clock, log: silentLog });
  return new PaceChooser({ setting: () => setting, look: () => lookout.look() });
}

const refuse = async (): Promise<never> => {
  throw new Error("no such program");
};

it("looks at the computer for a run that began by itself", async () => {
  expect(await chooser(async () => ({ onBattery: true })).choose("rebuilt")).toMatchObject({ pace: "gentle" });
});

it("does not look where that decides nothing", async () => {
  let looks = 0;
  const look = async (): Promise<Surroundings> => {
    looks += 1;
    return { onBattery: true };
  };
  expect(await chooser(look).choose("user")).toMatchObject({ pace: "fast" });
  expect(await chooser(look, "gentle").choose("rebuilt")).toMatchObject({ because: "setting" });
  expect(looks).toBe(0);
});

it("takes a host that cannot tell, or does not answer, for one that knows nothing", async () => {
  expect(await chooser(refuse).choose("rebuilt")).toEqual({ pace: "fast", because: "undisturbed" });
  const choosing = chooser(() => new Promise(() => {})).choose("rebuilt");
  await clock.advance(5000);
  expect(await choosing).toEqual({ pace: "fast", because: "undisturbed" });
});
