import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DamagedObject, formatTime, parseTime, type TimeText } from "./index.ts";

interface TimeVector {
  readonly unix_ns: string;
  readonly offset: string;
  readonly text: string;
}

const { times } = JSON.parse(
  readFileSync(new URL("../../../tests/fixtures/restic-vectors/go-json.json", import.meta.url), "utf8"),
) as { readonly times: readonly TimeVector[] };

/** The zone is read once per process, so each zone gets one of its own. */
function formatIn(zone: string, ...epochNs: readonly bigint[]): string[] {
  const door = fileURLToPath(new URL("./index.ts", import.meta.url));
  const program = `const { formatTime } = await import(${JSON.stringify(door)});
    console.log(JSON.stringify(process.argv.slice(1).map((ns) => formatTime(BigInt(ns)))));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", program, "--", ...epochNs.map(String)], {
    env: { ...process.env, TZ: zone },
    encoding: "utf8",
  });
  return JSON.parse(output) as string[];
}

const seconds = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;

describe("formatTime", () => {
  it.each([
    ["Z", "UTC"],
    ["+01:00", "Europe/Berlin"],
    ["+02:00", "Europe/Berlin"],
  ])("writes the times with offset %s as restic does", (offset, zone) => {
    const wanted = times.filter((time) => time.offset === offset);

    expect(formatIn(zone, ...wanted.map((time) => BigInt(time.unix_ns)))).toEqual(wanted.map((time) => time.text));
  });

  it("changes the offset at the very nanosecond at which summer time begins and ends", () => {
    const spring = seconds("2024-03-31T01:00:00Z");
    const autumn = seconds("2024-10-27T01:00:00Z");

    expect(formatIn("Europe/Berlin", spring - 1n, spring, autumn - 1n, autumn)).toEqual([
      "2024-03-31T01:59:59.999999999+01:00",
      "2024-03-31T03:00:00+02:00",
      "2024-10-27T02:59:59.999999999+02:00",
      "2024-10-27T02:00:00+01:00",
    ]);
  });

  it("changes the offset at a second that is not a full quarter of an hour", () => {
    const change = seconds("1935-03-30T03:30:52Z"); // from local mean time, which is written in UTC

    expect(formatIn("America/St_Johns", change - 1n, change)).toEqual([
      "1935-03-30T03:30:51.999999999Z",
      "1935-03-30T00:00:52-03:30",
    ]);
  });

  it("writes offsets west of UTC and of parts of an hour", () => {
    const instant = seconds("2024-01-01T00:00:00Z");

    expect(formatIn("America/St_Johns", instant)).toEqual(["2023-12-31T20:30:00-03:30"]);
    expect(formatIn("Asia/Kathmandu", instant)).toEqual(["2024-01-01T05:45:00+05:45"]);
    expect(formatIn("Pacific/Kiritimati", seconds("2023-12-31T12:00:00Z"))).toEqual(["2024-01-01T02:00:00+14:00"]);
  });

  it("writes local mean time, whose offset has seconds, in UTC", () => {
    expect(formatIn("Europe/Amsterdam", seconds("1850-06-01T12:00:00Z"))).toEqual(["1850-06-01T12:00:00Z"]);
  });

  it("agrees with the system's own clock at any instant", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e13 }), (ms) => {
        const text = formatTime(BigInt(ms) * 1_000_000n);
        const date = new Date(ms);
        expect(parseTime(text)).toBe(BigInt(ms) * 1_000_000n);
        if (text.endsWith("Z")) expect(new Date(text).getTime()).toBe(ms);
        else expect(Number(text.slice(11, 13))).toBe(date.getHours());
      }),
      { numRuns: 2000 },
    );
  });

  it("brings years outside 0 to 9999 to the nearest of them", () => {
    expect(formatIn("UTC", seconds("-000001-05-06T07:08:09Z"), seconds("+010000-05-06T07:08:09Z"), 2n ** 80n)).toEqual([
      "0000-05-06T07:08:09Z",
      "9999-05-06T07:08:09Z",
      expect.stringMatching(/^9999-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
    ]);
    expect(formatIn("UTC", seconds("+010000-02-29T00:00:00Z"))).toEqual(["9999-03-01T00:00:00Z"]);
  });
});

describe("parseTime", () => {
  it.each(times)("reads $text", ({ text, unix_ns }) => {
    expect(parseTime(text as TimeText)).toBe(BigInt(unix_ns));
  });

  it("undoes formatTime for every nanosecond of four thousand years", () => {
    const limit = 2n ** 66n;
    fc.assert(
      fc.property(fc.bigInt({ min: -limit / 2n, max: limit }), (ns) => {
        expect(parseTime(formatTime(ns))).toBe(ns);
      }),
      { numRuns: 2000 },
    );
  });

  it("cuts a fraction after the ninth digit", () => {
    expect(parseTime("1970-01-01T00:00:00.0000000019Z" as TimeText)).toBe(1n);
  });

  it.each([
    "",
    "2024-02-30T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-00-10T00:00:00Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z",
    "2024-01-01T00:00:60Z",
    "2024-01-01T00:00:00+24:00",
    "2024-01-01T00:00:00+00:60",
    "2024-01-01T00:00:00",
    "2024-01-01 00:00:00Z",
    "2024-01-01T00:00:00.Z",
    "2024-01-01T00:00:00Z\n",
  ])("refuses %j", (text) => {
    expect(() => parseTime(text as TimeText)).toThrow(DamagedObject);
  });
});
