import { describe, expect, it } from "vitest";
import { fromAddress, startFolder, toAddress } from "./folder-address.ts";

describe("a folder in the address", () => {
  it.each(["/home/ada/Änderungen 🐎", "/a\\b", "/a\\ue9", "/caf\udce9/x", "C:/Users"])(
    "comes back as it was: %j",
    (path) => {
      const address = toAddress(path);
      expect(fromAddress(decodeURIComponent(encodeURIComponent(address)))).toBe(path);
    },
  );

  it("stays readable when it is plain text", () => {
    expect(toAddress("/home/ada/Documents")).toBe("/home/ada/Documents");
  });

  it("is none when it cannot be a path", () => {
    expect([fromAddress(undefined), fromAddress(7), fromAddress("Documents")]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});

describe("the folder to begin at", () => {
  it("is the only one that was backed up", () => {
    expect(startFolder(["/home/ada/Documents"])).toBe("/home/ada/Documents");
  });

  it("is the one above all of them", () => {
    expect(startFolder(["/home/ada/Documents", "/home/ada/Letters/2026"])).toBe("/home/ada");
    expect(startFolder(["/home/ada", "/home/adam"])).toBe("/home");
    expect(startFolder(["/srv", "/home"])).toBe("/");
    expect(startFolder(["/home/ada", "/home/ada/x"])).toBe("/home/ada");
  });

  it("is the top where nothing is known", () => {
    expect(startFolder([])).toBe("/");
  });
});
