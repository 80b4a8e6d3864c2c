import { describe, expect, it } from "vitest";
import { StorageInterrupted } from "../errors.ts";
import { type Ask, isDoubtful, mustBeMissing } from "./rest-missing.ts";

const ACTION = { location: "rclone:far:r", doing: "read" } as const;
const NAME = "ab".repeat(32);

/** Answers in order, a status or the text of a success; more questions are a failure. */
function answers(...given: readonly (number | string)[]): Ask {
  const left = [...given];
  return async () => {
    const next = left.shift();
    if (next === undefined) throw new Error("nothing more was to be asked");
    return typeof next === "number" ? { status: next, text: "" } : { status: 200, text: next };
  };
}

describe("what rclone does not find", () => {
  it.each([
    ["a file that its list does not have", `index/${NAME}`, ["[]", 404, 404, 404, 404]],
    ["a file of an empty list of some versions", `index/${NAME}`, ["null", 404, 404, 404, 404]],
    ["a config that is asked for again and again", "config", ["[]", 404, "[]", 404]],
  ])("is missing: %s", async (_, path, given) => {
    await expect(mustBeMissing(answers(...given), path, ACTION)).resolves.toBeUndefined();
  });

  it.each([
    ["a list", "snapshots/", []],
    ["a file that its list has", `data/${NAME}`, [`[{"name":"${NAME}","size":1}]`]],
    ["a file that its list lacks and that is there the next time", `data/${NAME}`, ["[]", ""]],
    ["a file that its list lacks and that is there the fourth time", `data/${NAME}`, ["[]", 404, 404, 404, ""]],
    ["a file that its list lacks and that cannot be asked for", `data/${NAME}`, ["[]", 404, 500]],
    ["a file whose list fails", `data/${NAME}`, [404]],
    ["a file whose list is refused", `data/${NAME}`, [500]],
    ["a config while nothing can be listed", "config", [404]],
    ["a config that is there the next time", "config", ["[]", ""]],
    ["a config that is there the third time", "config", ["[]", 404, "[]", ""]],
  ])("may be there: %s", async (_, path, given) => {
    await expect(mustBeMissing(answers(...given), path, ACTION)).rejects.toThrow(StorageInterrupted);
  });

  it("is doubted of rclone alone", () => {
    expect(isDoubtful({ status: 404, headers: { server: "rclone/v1.60.1" } })).toBe(true);
    expect(isDoubtful({ status: 200, headers: { server: "rclone/v1.60.1" } })).toBe(false);
    expect(isDoubtful({ status: 404, headers: {} })).toBe(false);
  });
});
