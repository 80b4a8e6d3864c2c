import { expect, it } from "vitest";
import { AppError } from "../../../shared/errors/index.ts";
import { endingOf, RunStopped, type WorkOver } from "./ending.ts";

class Full extends AppError {
  readonly code = "storage/full";
  readonly hint = "Free some space.";
  override readonly retry = "later";
}

const full = new Full("No space is left.", { location: "/blue" });
const bug = new TypeError("x is not a function");

it.each<[title: string, over: WorkOver, outcome: string, code: string | undefined, isBug: boolean]>([
  ["all done", { type: "done", problems: 0 }, "completed", undefined, false],
  ["done but for some", { type: "done", problems: 3 }, "warnings", undefined, false],
  ["refused", { type: "thrown", error: full }, "failed", "storage/full", false],
  ["a bug", { type: "thrown", error: bug }, "failed", "agent/bug", true],
  ["something odd that was thrown", { type: "thrown", error: "?" }, "failed", "agent/bug", true],
  ["an abort that nobody wished", { type: "thrown", error: new RunStopped("stop") }, "failed", "agent/bug", true],
  ["cancelled", { type: "thrown", error: new RunStopped("cancel"), wish: "cancel" }, "cancelled", undefined, false],
  ["stopped", { type: "thrown", error: new RunStopped("stop"), wish: "stop" }, "interrupted", undefined, false],
  ["refused while it stopped", { type: "thrown", error: full, wish: "cancel" }, "cancelled", undefined, false],
  ["a bug while it stopped", { type: "thrown", error: bug, wish: "stop" }, "failed", "agent/bug", true],
])("%s", (_, over, outcome, code, isBug) => {
  const ending = endingOf(over);
  expect([ending.outcome, ending.error?.code, ending.isBug]).toEqual([outcome, code, isBug]);
});

it("tells a refusal as it is, and of a bug nothing but that it is one", () => {
  const { message, hint, retry, facts } = full;
  expect(endingOf({ type: "thrown", error: full }).error).toEqual({ code: full.code, message, hint, retry, facts });
  const told = JSON.stringify(endingOf({ type: "thrown", error: bug }).error);
  expect(told).toContain("Something went wrong inside Holdfast.");
  expect(told).not.toContain("not a function");
});
