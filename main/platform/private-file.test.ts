import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { writePrivateFile } from "./private-file.ts";

const POSIX = process.platform !== "win32";

let path: string;
beforeEach(() => {
  path = join(tempFolder(), "config", "file");
});

describe("a private file", () => {
  it("has exactly what was written last, with nothing left beside it", async () => {
    await writePrivateFile(path, "long text");
    await writePrivateFile(path, "ä");
    expect(readFileSync(path, "utf8")).toBe("ä");
    expect(readdirSync(dirname(path))).toEqual(["file"]);
  });

  it.runIf(POSIX)("is its owner's alone, also when the one before it was not", async () => {
    mkdirSync(dirname(path), { mode: 0o700 });
    writeFileSync(path, "open to all", { mode: 0o666 });
    await writePrivateFile(path, "private");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  });

  it("leaves nothing behind when it cannot be written", async () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "in the way"), "");
    await expect(writePrivateFile(path, "text")).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(readdirSync(dirname(path))).toEqual(["file"]);
  });
});
