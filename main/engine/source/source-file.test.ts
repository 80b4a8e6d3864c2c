import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fromText } from "../names/index.ts";
import { SourceFile } from "./index.ts";

const changed = expect.objectContaining({ problem: expect.objectContaining({ cause: "changed" }) });

describe("a source file", () => {
  it("is read in pieces to its end", () => {
    const path = join(tempFolder(), "file");
    writeFileSync(path, "1234567");
    const file = SourceFile.open(fromText(path));
    const piece = Buffer.alloc(4);
    const lengths = [file.read(piece, 0), file.read(piece, 4), file.read(piece, 7)];
    expect([lengths, piece.toString(), file.stat().size]).toEqual([[4, 3, 0], "5674", 7n]);
    file.close();
  });

  it.runIf(process.platform !== "win32")("is refused when a link, FIFO or folder has taken its place", () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "file"), "");
    symlinkSync("file", join(folder, "link"));
    mkdirSync(join(folder, "folder"));
    execFileSync("mkfifo", [join(folder, "fifo")]);
    for (const name of ["link", "folder", "fifo"]) {
      expect(() => SourceFile.open(fromText(join(folder, name))), name).toThrow(changed);
    }
  });

  it("has vanished when nothing is there", () => {
    const path = fromText(join(tempFolder(), "none"));
    expect(() => SourceFile.open(path)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ cause: "vanished" }) }),
    );
  });
});
