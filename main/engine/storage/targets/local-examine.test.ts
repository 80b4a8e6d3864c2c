import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createRepositoryAt } from "../../repository/index.ts";
import { examineLocation, isRepositoryAt, openStorage } from "./index.ts";

const POSIX = process.platform !== "win32";
const ROOT = POSIX && process.getuid?.() === 0;
const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-examine-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function repository(): Promise<string> {
  const place = join(scratch(), "repository");
  const storage = openStorage(place);
  await createRepositoryAt(storage, "pw", { scrypt: { N: 1024, r: 8, p: 1 } });
  await storage.close();
  return place;
}

/** Permissions do not bind root, so the test goes on as somebody else. */
function becomeNobody(): void {
  process.seteuid?.(65_534);
  undo.push(() => process.seteuid?.(0));
}

describe("what is at a location", () => {
  it("is nothing where it can be made, however much of the way is missing", async () => {
    const folder = scratch();
    expect(await examineLocation(join(folder, "new"))).toBe("nothing");
    expect(await examineLocation(join(folder, "a", "b", "c"))).toBe("nothing");
    expect(await examineLocation(`local:${join(folder, "new")}`)).toBe("nothing");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is an empty folder, or one with other files", async () => {
    const folder = scratch();
    expect(await examineLocation(folder)).toBe("empty-folder");
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, ".hidden"), "");
    expect(await examineLocation(folder)).toBe("other-files");
    expect(readdirSync(folder)).toEqual([".hidden"]);
  });

  it("is a repository, and not whatever has a file called config", async () => {
    const [place, other] = [await repository(), scratch()];
    writeFileSync(join(other, "config"), "[core]");
    expect(await examineLocation(place)).toBe("repository");
    expect(await examineLocation(other)).toBe("other-files");
  });

  it("is no folder where a file is, itself or on the way", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "file"), "");
    expect(await examineLocation(join(folder, "file"))).toBe("not-a-folder");
    expect(await examineLocation(join(folder, "file", "below", "it"))).toBe("not-a-folder");
  });

  it.runIf(POSIX)("is what a link leads to, and no folder where it leads nowhere", async () => {
    const folder = scratch();
    mkdirSync(join(folder, "there"));
    symlinkSync("there", join(folder, "link"));
    symlinkSync("nowhere", join(folder, "dangling"));
    expect(await examineLocation(join(folder, "link"))).toBe("empty-folder");
    expect(await examineLocation(join(folder, "dangling"))).toBe("not-a-folder");
    expect(await examineLocation(join(folder, "dangling", "below"))).toBe("not-a-folder");
  });

  it.runIf(POSIX)("is not writable where this user cannot make anything", async (test) => {
    const folder = scratch();
    for (const [name, mode] of [
      ["read-only", 0o555],
      ["closed", 0o000],
      ["blind", 0o333],
    ] as const) {
      mkdirSync(join(folder, name));
      execFileSync("chmod", [mode.toString(8), join(folder, name)]);
    }
    execFileSync("chmod", ["755", folder]);
    if (ROOT) becomeNobody();
    if (process.geteuid?.() === 0) return test.skip("cannot become an ordinary user");
    for (const name of ["read-only", "closed", "blind", "read-only/new", "closed/new/er"]) {
      expect([name, await examineLocation(join(folder, name))]).toEqual([name, "not-writable"]);
    }
  });

  it.runIf(process.platform === "linux")("is not writable below /proc, where permissions say otherwise", async () => {
    expect(await examineLocation("/proc/holdfast/new")).toBe("not-writable");
  });

  it.runIf(ROOT)("is a repository on a drive that is read-only, and else not writable there", async (test) => {
    const folder = scratch();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", folder], { stdio: "ignore" });
    } catch {
      return test.skip("not allowed to mount");
    }
    undo.push(() => void execFileSync("umount", ["-l", folder], { stdio: "ignore" }));
    expect(await examineLocation(folder)).toBe("not-writable");
    execFileSync("mount", ["-o", "remount,rw", folder]);
    mkdirSync(join(folder, "keys"));
    writeFileSync(join(folder, "config"), "");
    execFileSync("mount", ["-o", "remount,ro", folder]);
    expect(await examineLocation(folder)).toBe("repository");
  });

  it("is not answered for a place of an unknown kind, nor after an abort", async () => {
    await expect(examineLocation("gopher://host/place")).rejects.toMatchObject({ code: "storage/unknown-target" });
    const reason = new Error("enough");
    await expect(examineLocation(scratch(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("whether a repository can be reached", () => {
  it("is so where its config is, and not while it is away", async () => {
    const place = await repository();
    expect(await isRepositoryAt(place)).toBe(true);
    for (const away of [scratch(), join(place, "elsewhere"), join(place, "config", "below")]) {
      expect(await isRepositoryAt(away)).toBe(false);
    }
  });

  it("is not said after an abort", async () => {
    const reason = new Error("enough");
    await expect(isRepositoryAt(scratch(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
