import { expect, it } from "vitest";
import { idleSeconds } from "./idle.ts";
import { linuxIdleSeconds } from "./linux.ts";
import { parseIdleTime } from "./macos.ts";
import { parseSeconds } from "./windows.ts";

it("is what the login manager says; unknown if it says something else", async () => {
  const told = (...values: readonly unknown[]) =>
    linuxIdleSeconds(
      () => 10_000,
      async () => values,
    );
  expect(await told(true, 4_000_000)).toBe(6);
  expect(await told(true, 40_000_000)).toBe(0);
  expect(await told(false, 0)).toBe(0);
  expect(await told("yes", 0)).toBeUndefined();
  expect(
    await linuxIdleSeconds(
      () => 10_000,
      async () => undefined,
    ),
  ).toBeUndefined();
});

it("understands macOS", () => {
  expect(parseIdleTime('  | "HIDIdleTime" = 61500000000\n')).toBe(61);
  expect(parseIdleTime("")).toBeUndefined();
});

it("understands Windows", () => {
  expect(parseSeconds("61\r\n")).toBe(61);
  expect(parseSeconds("4294967295\r\n")).toBeUndefined();
  expect(parseSeconds("")).toBeUndefined();
});

it("is unknown on systems that are not known", async () => {
  expect(await idleSeconds("aix")).toBeUndefined();
});
