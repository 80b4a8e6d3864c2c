import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_FILTER, DEFAULT_PREFERENCES, Plan, type Preferences, Target } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { readDocument, writeDocument } from "./document.ts";
import { openSettings } from "./open-settings.ts";

const MOMENT = Date.UTC(2026, 4, 4, 12, 30);
const POSIX = process.platform !== "win32";

let file: string;
beforeEach(() => {
  file = join(tempFolder(), "config", "settings.json");
});

const open = () => openSettings(file, () => MOMENT);
const names = () => readdirSync(dirname(file)).sort();
const aside = (count = "") => join(dirname(file), `settings.damaged-2026-05-04T12-30-00Z${count}.json`);

function target(name: string, location = "/mnt/blue"): Target {
  const id = crypto.randomUUID();
  return Target.parse({ id, name, kind: "folder", location, repositoryId: "a".repeat(64), createdAt: MOMENT });
}

function plan(name: string, of: Target): Plan {
  const choices = { name, folders: ["/home/ada"], filter: DEFAULT_FILTER, targetIds: [of.id] };
  return Plan.parse({ id: crypto.randomUUID(), createdAt: MOMENT, ...choices });
}

describe("settings", () => {
  it("are none at first, and no file is made for that", async () => {
    const { settings, loss } = await open();
    expect([settings.targets(), settings.plans(), loss]).toEqual([[], [], undefined]);
    expect(() => names()).toThrow("ENOENT");
  });

  it("are kept, replaced and removed", async () => {
    const { settings } = await open();
    const [blue, red] = [target("Blue"), target("Red")];
    const photos = plan("Photos", blue);
    await settings.saveTarget(blue);
    await settings.saveTarget(red);
    await settings.savePlan(photos);
    await settings.saveTarget({ ...blue, name: "Azure" });
    await settings.removeTarget(red.id);
    await settings.removeTarget(red.id);
    for (const each of [settings, (await open()).settings]) {
      expect(each.targets()).toEqual([{ ...blue, name: "Azure" }]);
      expect(each.target(blue.id)?.name).toBe("Azure");
      expect(each.target(red.id)).toBeUndefined();
      expect(each.plan(photos.id)).toEqual(photos);
    }
    await settings.removePlan(photos.id);
    expect((await open()).settings.plans()).toEqual([]);
  });

  it("have preferences: usual ones until the user decides otherwise", async () => {
    const { settings } = await open();
    await settings.saveTarget(target("Blue"));
    expect((await open()).settings.preferences()).toEqual(DEFAULT_PREFERENCES);
    const chosen: Preferences = { ...DEFAULT_PREFERENCES, pace: "gentle" };
    await settings.savePreferences(chosen);
    for (const each of [settings, (await open()).settings]) expect(each.preferences()).toEqual(chosen);
  });

  it("are not lost when several are saved at once", async () => {
    const { settings } = await open();
    const many = Array.from({ length: 20 }, (_, index) => target(`Target ${index}`));
    await Promise.all(many.map((each) => settings.saveTarget(each)));
    expect((await open()).settings.targets()).toEqual(many);
  });

  it("keep names that are not UTF-8", () => {
    const name = fc.array(fc.integer({ min: 0x21, max: 0xffff }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(name, (units) => {
        const document = { version: 1 as const, targets: [target("Blue", String.fromCharCode(...units))], plans: [] };
        const bytes = Buffer.from(writeDocument(document));
        expect(readDocument(bytes.toString())).toEqual({ type: "settings", document });
      }),
    );
  });

  it.runIf(POSIX)("are in files that only their owner can read, with nothing left beside them", async () => {
    const { settings } = await open();
    await settings.saveTarget(target("Blue"));
    await settings.saveTarget(target("Red"));
    expect(names()).toEqual(["settings.json", "settings.previous.json"]);
    for (const name of names()) expect(statSync(join(dirname(file), name)).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  });

  it("stay as they were when a change cannot be saved, and take the next one that can", async () => {
    const { settings } = await open();
    const [blue, red] = [target("Blue"), target("Red")];
    await settings.saveTarget(blue);
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), "in the way");
    await expect(settings.saveTarget(red)).rejects.toMatchObject({ code: "agent/settings-not-saved" });
    expect(settings.targets()).toEqual([blue]);
    rmSync(dirname(file));
    await settings.saveTarget(red);
    expect((await open()).settings.targets()).toEqual([blue, red]);
  });
});

describe("settings that cannot be read", () => {
  const damaged = ["", "  \n", "{", "null", "[]", '{"version":1}', '{"version":0,"targets":[],"plans":[]}', "\0\0\0\0"];

  it.each(damaged)("are set aside, and the ones before them used: %j", async (text) => {
    const blue = target("Blue");
    const { settings } = await open();
    await settings.saveTarget(blue);
    await settings.saveTarget(target("Red"));
    writeFileSync(file, text);
    const { settings: again, loss } = await open();
    expect(again.targets()).toEqual([blue]);
    expect(loss).toEqual({ setAside: aside(), usedPrevious: true, reason: expect.stringMatching(/^(is|has) /) });
    expect(readFileSync(aside(), "utf8")).toBe(text);
    const third = await open();
    expect([third.loss, third.settings.targets()]).toEqual([undefined, [blue]]);
  });

  it("are told as lost when there are none before them", async () => {
    mkdirSync(dirname(file));
    writeFileSync(file, "{");
    writeFileSync(aside(), "an earlier one");
    const { settings, loss } = await open();
    expect(settings.targets()).toEqual([]);
    expect(loss).toEqual({ setAside: aside("-2"), usedPrevious: false, reason: "is not JSON" });
    expect(readFileSync(aside(), "utf8")).toBe("an earlier one");
  });

  it("are told as lost when the ones before them are damaged too", async () => {
    mkdirSync(dirname(file));
    for (const name of ["settings.json", "settings.previous.json"]) writeFileSync(join(dirname(file), name), "{");
    expect((await open()).loss).toMatchObject({ usedPrevious: false });
  });

  it("are taken from the ones before them when the file is gone", async () => {
    const { settings } = await open();
    const blue = target("Blue");
    await settings.saveTarget(blue);
    await settings.saveTarget(target("Red"));
    rmSync(file);
    const { settings: again, loss } = await open();
    expect([again.targets(), loss]).toEqual([[blue], { usedPrevious: true, reason: "is gone" }]);
  });

  it("never cost the sound ones before them, whatever is saved next", async () => {
    const { settings } = await open();
    const [blue, red] = [target("Blue"), target("Red")];
    await settings.saveTarget(blue);
    writeFileSync(file, "damaged while the agent runs");
    await settings.saveTarget(red);
    const previous = readDocument(readFileSync(join(dirname(file), "settings.previous.json"), "utf8"));
    expect(previous).toMatchObject({ type: "settings", document: { targets: [blue] } });
  });

  it.each(["settings.json", "settings.previous.json"])(
    "of a later version are refused and left alone: %s",
    async (name) => {
      mkdirSync(dirname(file));
      writeFileSync(file, "{");
      const text = '{"version":2,"anything":true}';
      writeFileSync(join(dirname(file), name), text);
      await expect(open()).rejects.toMatchObject({ code: "agent/settings-too-new", facts: { version: 2, known: 1 } });
      expect(readFileSync(join(dirname(file), name), "utf8")).toBe(text);
    },
  );

  it("because of something else than damage are refused and left alone", async () => {
    mkdirSync(file, { recursive: true });
    await expect(open()).rejects.toMatchObject({ code: "agent/settings-unreadable" });
    expect(names()).toEqual(["settings.json"]);
  });

  it.runIf(POSIX && process.getuid?.() !== 0)("for want of permission are refused and left alone", async () => {
    mkdirSync(dirname(file));
    writeFileSync(file, "{", { mode: 0 });
    await expect(open()).rejects.toMatchObject({ code: "agent/settings-unreadable" });
    chmodSync(file, 0o600);
    expect(readFileSync(file, "utf8")).toBe("{");
  });
});
