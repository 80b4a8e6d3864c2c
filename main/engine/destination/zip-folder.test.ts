import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fromText, toText } from "../names/index.ts";
import { NameTaken, type ZipOptions, zipFolder } from "./index.ts";

const LINUX = process.platform === "linux";
const TIME = new Date("2024-05-06T07:08:10Z");

let base: string;
let folder: string;
let file: string;
let done: { files: number; bytes: number };
let leftOut: string[];

beforeEach(() => {
  base = tempFolder();
  [folder, file] = [join(base, "scratch"), join(base, "out", "Documents.zip")];
  mkdirSync(folder);
  mkdirSync(join(base, "out"));
  done = { files: 0, bytes: 0 };
  leftOut = [];
});

function zip(change: Partial<ZipOptions> = {}): Promise<number> {
  return zipFolder({
    ...{ folder: fromText(folder), file: fromText(file), signal: new AbortController().signal },
    onDone: ({ files, bytes }) => {
      done = { files: done.files + files, bytes: done.bytes + bytes };
    },
    onLeftOut: (path) => leftOut.push(toText(path)),
    ...change,
  });
}

/** Info-ZIP's own program judges what was written. */
function unzipped(): string {
  const into = join(base, "unzipped");
  execFileSync("unzip", ["-q", file, "-d", into]);
  return into;
}

const HAS_UNZIP = spawnSync("unzip", ["-v"]).error === undefined;

describe.skipIf(!LINUX || !HAS_UNZIP)("a folder moved into a .zip", () => {
  it("may have folders and files in it that its owner may not change or read, which is what the .zip says of them", () => {
    mkdirSync(join(folder, "module", "cache"), { recursive: true });
    writeFileSync(join(folder, "module", "cache", "go.mod"), "module");
    writeFileSync(join(folder, "module", "hidden"), "text");
    chmodSync(join(folder, "module", "cache", "go.mod"), 0o444);
    chmodSync(join(folder, "module", "hidden"), 0);
    chmodSync(join(folder, "module", "cache"), 0o111);
    chmodSync(join(folder, "module"), 0o555);
    if (process.getuid?.() === 0) execFileSync("chown", ["-R", "65534:65534", base]);
    const script = fileURLToPath(new URL("./read-only-folders.fixture.ts", import.meta.url));
    execFileSync(process.execPath, [script, folder, file], { stdio: "pipe" });
    const listed = execFileSync("zipinfo", [file], { encoding: "utf8" });
    const modes = [...listed.matchAll(/^([-dl][-rwx]{9}).* (\S+)$/gm)].map(([, mode, name]) => `${mode} ${name}`);
    expect(modes.toSorted()).toEqual([
      "---------- module/hidden",
      "-r--r--r-- module/cache/go.mod",
      "d--x--x--x module/cache/",
      "dr-xr-xr-x module/",
    ]);
  });

  it("comes out of it as it was, with modes, times and links", async () => {
    mkdirSync(join(folder, "Brief an Ä", "leer"), { recursive: true });
    writeFileSync(join(folder, "Brief an Ä", "größe.txt"), "notes ".repeat(10_000));
    writeFileSync(join(folder, "empty"), "");
    writeFileSync(join(folder, "photo.jpg"), Buffer.alloc(3 << 20, 7));
    writeFileSync(join(folder, "run.sh"), "#!/bin/sh\n");
    chmodSync(join(folder, "run.sh"), 0o755);
    symlinkSync("run.sh", join(folder, "link"));
    utimesSync(join(folder, "photo.jpg"), TIME, TIME);
    execFileSync("cp", ["-a", folder, join(base, "before")]);
    const bytes = await zip();
    expect(bytes).toBe(statSync(file).size);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const into = unzipped();
    execFileSync("diff", ["-r", "--no-dereference", join(base, "before"), into]);
    expect(statSync(join(into, "run.sh")).mode & 0o777).toBe(0o755);
    expect(statSync(join(into, "photo.jpg")).mtime).toEqual(TIME);
    expect(lstatSync(join(into, "link")).isSymbolicLink()).toBe(true);
    expect(done).toEqual({ files: 5, bytes: 60_000 + (3 << 20) + 10 });
    expect(existsSync(join(folder, "photo.jpg"))).toBe(false);
  });

  it("keeps names apart that look alike as text, and none with a backslash", async () => {
    for (const last of [0xfe, 0xff]) writeFileSync(Buffer.concat([Buffer.from(`${folder}/a`), Buffer.of(last)]), "odd");
    writeFileSync(join(folder, "..\\x"), "x");
    await zip();
    const into = unzipped();
    expect(readdirSync(into)).toHaveLength(3);
    expect(readFileSync(join(into, ".._x"), "utf8")).toBe("x");
  });

  it("tells what a .zip cannot hold", async () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    writeFileSync(join(folder, "a"), "a");
    await zip();
    expect(leftOut).toEqual([join(folder, "pipe")]);
    expect(readdirSync(unzipped())).toEqual(["a"]);
  });

  it("replaces nothing that is there", async () => {
    writeFileSync(join(folder, "a"), "a");
    writeFileSync(file, "mine");
    await expect(zip()).rejects.toThrow(NameTaken);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(readdirSync(join(base, "out"))).toEqual(["Documents.zip"]);
  });

  it("leaves nothing when it is stopped", async () => {
    writeFileSync(join(folder, "large"), Buffer.alloc(64 << 20, "some text "));
    const stop = new AbortController();
    const zipping = zip({ signal: stop.signal, onDone: () => stop.abort(new Error("stop")) });
    await expect(zipping).rejects.toThrow("stop");
    expect(readdirSync(join(base, "out"))).toEqual([]);
  });

  it("says that there is no such folder", async () => {
    writeFileSync(join(folder, "a"), "a");
    const nowhere = fromText(join(base, "none", "x.zip"));
    await expect(zip({ file: nowhere })).rejects.toMatchObject({ code: "destination/failed" });
  });
});
