import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Target, TargetId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { kitName, kitPage, writeKit } from "./kit-file.ts";

const POSIX = process.platform !== "win32";
let folder: string;
let target: Target;
beforeEach(() => {
  folder = tempFolder();
  const location = join(folder, "repository");
  mkdirSync(join(location, "data"), { recursive: true });
  target = {
    ...{ id: TargetId.parse(randomUUID()), name: "Blue", kind: "folder", access: {}, location },
    ...{ repositoryId: "ab".repeat(32), createdAt: 0 },
  };
});

describe("the file of a recovery kit", () => {
  it("has passphrase, place and id, for its owner's eyes only", async () => {
    const path = await writeKit(target, folder, kitPage(target, "correct horse", "blue-box", {}));
    expect(path).toBe(join(folder, "Holdfast recovery kit Blue.html"));
    for (const part of ["correct horse", target.location, target.repositoryId, "blue-box"])
      expect(readFileSync(path, "utf8")).toContain(part);
    if (POSIX) expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("never takes the place of another file", async () => {
    writeFileSync(join(folder, "Holdfast recovery kit Blue.html"), "mine");
    symlinkSync("nowhere", join(folder, "Holdfast recovery kit Blue 2.html"));
    expect(await writeKit(target, folder, "page")).toBe(join(folder, "Holdfast recovery kit Blue 3.html"));
    expect(readFileSync(join(folder, "Holdfast recovery kit Blue.html"), "utf8")).toBe("mine");
  });

  it("is refused inside the target, also through a link", async () => {
    await expect(writeKit(target, target.location, "page")).rejects.toMatchObject({ code: "agent/kit-inside-target" });
    symlinkSync(join(target.location, "data"), join(folder, "link"));
    await expect(writeKit(target, join(folder, "link"), "page")).rejects.toMatchObject({
      code: "agent/kit-inside-target",
    });
  });

  it("says why it could not be written", async () => {
    await expect(writeKit(target, join(folder, "gone"), "page")).rejects.toThrow("there is no such folder");
    await expect(writeKit(target, "relative", "page")).rejects.toMatchObject({ code: "agent/location-unusable" });
  });

  it("has a name that every system takes", () => {
    expect(kitName('a/b\\c:d*e?"<>|\n', 1)).toBe("Holdfast recovery kit a-b-c-d-e------.html");
    expect(kitName("..", 1)).toBe("Holdfast recovery kit .html");
    expect(kitName("ä".repeat(100), 12)).toBe(`Holdfast recovery kit ${"ä".repeat(50)} 12.html`);
  });
});
