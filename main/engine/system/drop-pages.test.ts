import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { pageDropper } from "./drop-pages.ts";
import { loadLibrary, type NativeFunction } from "./library.ts";

function libraryWith(bind: () => NativeFunction) {
  return () => ({ bind, lastError: () => "", textAt: () => "" });
}

describe("dropping pages", () => {
  it("asks for every page that the part touches", () => {
    const asked: unknown[] = [];
    const library = libraryWith(() => (...args) => {
      asked.push(args);
      return 0;
    });
    const drop = pageDropper("linux", library);
    drop?.(5, 70_000, 10);
    drop?.(5, 0, 65_536);
    expect(asked).toEqual([
      [5, 65_536, 65_536, 4],
      [5, 0, 65_536, 4],
    ]);
  });

  it.runIf(process.platform === "linux" && loadLibrary() !== undefined)("leaves what is in the file as it is", () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, Buffer.alloc(200_000, 7));
    const fd = openSync(file, "r");
    try {
      pageDropper()?.(fd, 0, 200_000);
      const bytes = Buffer.alloc(200_000);
      expect(readSync(fd, bytes)).toBe(200_000);
      expect(bytes.every((byte) => byte === 7)).toBe(true);
    } finally {
      closeSync(fd);
    }
  });

  it("is not to be had on another system, without the library, or with one that lacks the call", () => {
    const lacking = libraryWith(() => {
      throw new Error("no such symbol");
    });
    expect(pageDropper("darwin", lacking)).toBeUndefined();
    expect(pageDropper("linux", () => undefined)).toBeUndefined();
    expect(pageDropper("linux", lacking)).toBeUndefined();
  });
});
