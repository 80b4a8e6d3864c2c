import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  type Plan,
  type PlanChoices,
  PlanId,
  ScheduleId,
  type Target,
  TargetId,
} from "../../../shared/model/index.ts";
import { isWithin } from "../targets/index.ts";
import { settled } from "./choices.ts";

const target: Target = {
  ...{ id: TargetId.parse(randomUUID()), name: "Blue", kind: "folder", access: {}, location: "/mnt/blue" },
  ...{ repositoryId: "0".repeat(64), createdAt: 0 },
};
const CHOICES: PlanChoices = {
  name: "Documents",
  folders: ["/home/ada"],
  targetIds: [target.id],
  ...DEFAULT_CHOICES,
};

function judged(choices: Partial<PlanChoices>, others: readonly Plan[] = []): PlanChoices {
  return settled({ ...CHOICES, ...choices }, { others, targets: [target], isWithin, now: 0 });
}

describe("the choices of a plan", () => {
  it("are kept in one spelling, each target once", () => {
    expect(judged({ folders: ["/home//ada/", "/srv/./x"], targetIds: [target.id, target.id] })).toEqual({
      ...CHOICES,
      folders: ["/home/ada", "/srv/x"],
    });
  });

  it("may name folders by bytes that are no text", () => {
    expect(judged({ folders: ["/home/\udcff/a/"] }).folders).toEqual(["/home/\udcff/a"]);
  });

  it("are refused when a folder is in the list twice, or inside another", () => {
    expect(() => judged({ folders: ["/a", "/b", "/a/"] })).toThrow("“/a” is in the list twice.");
    expect(() => judged({ folders: ["/a/b", "/a"] })).toThrow("“/a/b” is inside “/a”.");
    expect(judged({ folders: ["/a/b", "/a/bc"] }).folders).toHaveLength(2);
  });

  it("are refused when a folder is no whole path", () => {
    expect(() => judged({ folders: ["Documents"] })).toThrow("not a whole path");
  });

  it("are refused when nothing but the target would be backed up", () => {
    expect(() => judged({ folders: ["/mnt/blue/data", "/mnt/blue/keys"] })).toThrow(
      "nothing but its own target “Blue”",
    );
    expect(judged({ folders: ["/mnt/blue/data", "/home"] }).folders).toHaveLength(2);
    expect(judged({ folders: ["/mnt"] }).folders).toEqual(["/mnt"]);
  });

  it("are refused when another plan has the name, however it is written", () => {
    const other: Plan = { ...CHOICES, id: PlanId.parse(randomUUID()), createdAt: 0, name: "DOCUMENTS" };
    expect(() => judged({}, [other])).toThrow("There is a plan called “Documents” already.");
  });
});

describe("the schedules of a plan", () => {
  const cron = (expression: string) => ({
    id: ScheduleId.parse(randomUUID()),
    when: { type: "cron" as const, expression },
    action: { type: "tidy" as const },
  });

  it("may be cron expressions", () => {
    expect(judged({ schedules: [cron("30 3 * * 1-5")] }).schedules).toHaveLength(1);
  });

  it("are refused when their time never comes, or is none", () => {
    expect(() => judged({ schedules: [cron("0 0 31 2 *")] })).toThrow("is a time that never comes");
    expect(() => judged({ schedules: [cron("61 3 * * *")] })).toThrow("is no cron expression");
    expect(() => judged({ schedules: [cron("0 30 3 * * *")] })).toThrow("is no cron expression");
  });

  it("are refused when two have the same id", () => {
    const one = cron("0 3 * * *");
    expect(() => judged({ schedules: [one, { ...one }] })).toThrow("the same id");
  });
});
