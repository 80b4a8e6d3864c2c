import { describe, expect, it } from "vitest";
import type { StorageAction } from "../errors.ts";
import { basicAuth } from "./basic-auth.ts";
import { translateStatus, waitMsOf } from "./status.ts";

const ACTION: StorageAction = { location: "rest:http://host/", doing: "list" };

describe("statuses of HTTP", () => {
  it.each([
    [401, "storage/access-denied", "never"],
    [403, "storage/not-allowed", "never"],
    [408, "storage/interrupted", "now"],
    [425, "storage/interrupted", "now"],
    [429, "storage/interrupted", "now"],
    [500, "storage/interrupted", "now"],
    [502, "storage/interrupted", "now"],
    [503, "storage/interrupted", "now"],
    [504, "storage/interrupted", "now"],
    [507, "storage/full", "later"],
    [418, "storage/failed", "later"],
    [501, "storage/failed", "later"],
  ])("%i is %s", (status, code, retry) => {
    expect(translateStatus({ status, headers: {} }, ACTION)).toMatchObject({ code, retry });
  });

  it("carry how long the server wants to be left alone", () => {
    const busy = translateStatus({ status: 503, headers: { "retry-after": "7" } }, ACTION);
    expect(busy).toMatchObject({ waitMs: 7000 });
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(waitMsOf("Thu, 01 Jan 2026 00:00:30 GMT", now)).toBe(30_000);
    expect(waitMsOf("Thu, 01 Jan 2025 00:00:30 GMT", now)).toBe(0);
    expect(waitMsOf("999999999", now)).toBe(600_000);
    expect([undefined, "", "soon"].map((text) => waitMsOf(text, now))).toEqual([undefined, undefined, undefined]);
  });

  it("name the host that the server sends on to, and nothing more of its address", () => {
    const headers = { location: "https://user:secret@other.example/path?token=secret" };
    const { message } = translateStatus({ status: 301, headers }, ACTION);
    expect(message).toContain("https://other.example");
    expect(message).not.toContain("secret");
    expect(translateStatus({ status: 301, headers: { location: "/elsewhere" } }, ACTION).message).toContain(
      "another address",
    );
  });

  it("are answered with a login in UTF-8", () => {
    expect(basicAuth("l", "ü", "p:w")).toEqual({ authorization: `Basic ${Buffer.from("ü:p:w").toString("base64")}` });
    expect(basicAuth("l")).toEqual({});
    expect(() => basicAuth("l", "a:b", "c")).toThrow("colon");
  });
});
