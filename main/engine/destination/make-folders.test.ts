import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fromText } from "../names/index.ts";
import { makeFolders } from "./make-folders.ts";

const POSIX = process.platform !== "win32";

function make(...path: string[]): () => void {
  return () => makeFolders(fromText(path.join("/")), 0o700);
}

it("makes what is missing of the way, for this user alone, and leaves what is there", () => {
  const root = tempFolder();
  mkdirSync(join(root, "there"), { mode: 0o755 });
  make(root, "there", "a", "b")();
  make(root, "there", "a", "b")();
  if (POSIX) {
    const modes = ["there", "there/a", "there/a/b"].map((path) => lstatSync(join(root, path)).mode & 0o777);
    expect(modes).toEqual([0o755, 0o700, 0o700]);
  }
  expect(lstatSync(join(root, "there/a/b")).isDirectory()).toBe(true);
});

it("says what is in the way", () => {
  const root = tempFolder();
  writeFileSync(join(root, "file"), "");
  const notAFolder = expect.objectContaining({ code: "destination/not-a-folder" });
  expect(make(root, "file")).toThrow(notAFolder);
  expect(make(root, "file", "below", "it")).toThrow(notAFolder);
});

it.runIf(POSIX)("follows links that the user made, but none that leads nowhere", () => {
  const root = tempFolder();
  mkdirSync(join(root, "real"));
  symlinkSync("real", join(root, "link"));
  symlinkSync("nowhere", join(root, "dangling"));
  make(root, "link", "new")();
  expect(lstatSync(join(root, "real/new")).isDirectory()).toBe(true);
  expect(make(root, "dangling", "new")).toThrow(expect.objectContaining({ code: "destination/not-a-folder" }));
});

it.runIf(process.platform === "linux")(
  "ends with an error below /proc, which takes no folders and does not say so",
  () => {
    // In a process of its own: what never returns could not be stopped in this one.
    const module = fileURLToPath(new URL("./make-folders.ts", import.meta.url));
    const code = `import { makeFolders } from ${JSON.stringify(module)};
    try { makeFolders("/proc/holdfast/a/b", 0o700); } catch (error) { console.log(error.code, error.message); }`;
    const { stdout, signal } = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", code], {
      ...{ encoding: "utf8", timeout: 20_000, killSignal: "SIGKILL" },
    });
    expect([signal, stdout]).toEqual([null, "destination/failed “/proc/holdfast” cannot be written (ENOENT).\n"]);
  },
);
