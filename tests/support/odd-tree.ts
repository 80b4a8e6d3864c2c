import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const isRoot = process.getuid?.() === 0;

/**
 * Fills a folder with everything a Linux tree can hold that has broken some backup program: odd names, modes, links,
 * sizes around the chunker's limits, times, and as root also owners, devices and protected attributes.
 */
export function makeOddTree(root: string): void {
  makeSmallOddTree(root);
  makeSizes(join(root, "sizes"));
  makeModes(join(root, "modes"));
  makeLinks(join(root, "links"));
  makeAttributes(join(root, "attributes"));
  if (isRoot) makeDevices(join(root, "devices"));
  makeTimes(join(root, "times"));
}

/** A part of it that takes little time to read: odd names, and folders to look for things in. */
export function makeSmallOddTree(root: string): void {
  mkdirSync(root, { recursive: true });
  makeNames(join(root, "names"));
  makeFolders(root);
  linkSync(join(root, "docs/hello.txt"), join(root, "docs/linked"));
  symlinkSync("hello.txt", join(root, "docs/to-file"));
  execFileSync("mkfifo", [join(root, "docs/fifo")]);
}

/** What a second backup finds: each way an entry of the small tree can change. */
export function changeOddTree(root: string): void {
  writeFileSync(join(root, "docs/hello.txt"), "changed\n");
  rmSync(join(root, "bar/sub/gone"));
  writeFileSync(join(root, "bar/sub/new"), "new");
  chmodSync(join(root, "bar/hello.txt"), 0o600);
  rmSync(join(root, "secret"));
  mkdirSync(join(root, "secret"));
  writeFileSync(join(root, "secret/below"), "hidden by the new type");
  rmSync(join(root, "docs/to-file"));
  mkdirSync(join(root, "added/deeper"), { recursive: true });
  writeFileSync(join(root, "added/deeper/file"), "leaf");
}

/** The same names and contents in several folders, and permissions that keep others out. */
function makeFolders(root: string): void {
  const long = "long ".repeat(40);
  for (const folder of ["docs/deep/a/b/c", "bar/sub", "empty", long])
    mkdirSync(join(root, folder), { recursive: true });
  const write = (path: string, content: string | Buffer) => writeFileSync(join(root, path), content);
  write("docs/hello.txt", "hello\n");
  write('docs/quo"te\\x<&>.TXT', "q");
  write("docs/ünï.txt", "u");
  writeFileSync(Buffer.from(`${root}/docs/inv\xff\xe9.bin`, "latin1"), "not text");
  write("docs/deep/a/b/c/leaf.md", "leaf");
  write("bar/hello.txt", "hello\n");
  write("bar/sub/gone", "g");
  write("secret", "");
  write(join(long, "n".repeat(120)), "long");
  write("big.bin", pseudoRandom(3_000_000));
  chmodSync(join(root, "docs/hello.txt"), 0o4755);
  chmodSync(join(root, "empty"), 0o1777);
  chmodSync(join(root, "secret"), 0);
}

function makeNames(folder: string): void {
  mkdirSync(folder);
  const names = [
    "-dash",
    " space ",
    "\ttab",
    "new\nline",
    'quote"',
    "back\\slash",
    "<&>",
    "\u0001\u007f",
    "é",
    "e\u0301",
  ];
  const more = [
    "\u00a0",
    "\u200d",
    "\u2028",
    "\ufeff",
    "\uff5e",
    "😀",
    "日本",
    "x".repeat(255),
    ".hidden",
    "con",
    "a:b",
  ];
  for (const name of [...names, ...more]) writeFileSync(join(folder, name), name);
  for (const bytes of [[0xff], [0xc3], [0x61, 0xe9, 0x62], [0xed, 0xa0, 0x80], [0xf0, 0x9f]]) {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]), "not UTF-8");
  }
  mkdirSync(join(folder, ...Array.from({ length: 30 }, () => "deep".repeat(10))), { recursive: true });
}

function makeSizes(folder: string): void {
  mkdirSync(folder);
  for (const size of [0, 1, 511, 524_287, 524_288, 524_289, 8_388_607, 8_388_608, 8_388_609]) {
    writeFileSync(join(folder, `zeros ${size}`), Buffer.alloc(size));
    writeFileSync(join(folder, `bytes ${size}`), pseudoRandom(size));
  }
  writeFileSync(join(folder, "sparse"), "start");
  truncateSync(join(folder, "sparse"), 40_000_000);
  mkdirSync(join(folder, "empty folder"));
}

function makeModes(folder: string): void {
  mkdirSync(folder);
  for (const mode of [0o000, 0o400, 0o644, 0o777, 0o4755, 0o2755, 0o1644, 0o6711]) {
    const file = join(folder, mode.toString(8));
    writeFileSync(file, "mode");
    if (isRoot) chownSync(file, 12_345, mode === 0o400 ? 54_321 : 0);
    chmodSync(file, mode);
  }
  for (const mode of [0o1777, 0o2755, 0o700]) {
    mkdirSync(join(folder, `folder ${mode.toString(8)}`));
    chmodSync(join(folder, `folder ${mode.toString(8)}`), mode);
  }
}

function makeLinks(folder: string): void {
  mkdirSync(join(folder, "below"), { recursive: true });
  symlinkSync("below", join(folder, "to folder"));
  symlinkSync("../nowhere/at all", join(folder, "dangling"));
  symlinkSync(Buffer.from([0x2f, 0xff, 0xe9]), join(folder, "not UTF-8"));
  writeFileSync(join(folder, "one"), "linked");
  linkSync(join(folder, "one"), join(folder, "two"));
  linkSync(join(folder, "one"), join(folder, "below", "three"));
  execFileSync("mkfifo", [join(folder, "fifo")]);
}

function makeAttributes(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "file"), "attributes");
  // A file system without extended attributes leaves these out, as does a machine without the programs.
  spawnSync("setfattr", ["-n", "user.text", "-v", "value", join(folder, "file")]);
  spawnSync("setfattr", ["-n", "user.binary", "-v", "0x00ff0a", join(folder, "file")]);
  spawnSync("setfattr", ["-n", "user.on-folder", "-v", "x", folder]);
  spawnSync("setfacl", ["-m", "u:12345:rw", join(folder, "file")]);
}

function makeDevices(folder: string): void {
  mkdirSync(folder);
  spawnSync("mknod", [join(folder, "null"), "c", "1", "3"]);
  spawnSync("mknod", [join(folder, "loop"), "b", "7", "200"]);
}

/** Last, since making an entry changes the time of its folder. */
function makeTimes(folder: string): void {
  mkdirSync(folder);
  const times = ["1901-12-14 00:00:00.000000001", "1969-12-31 23:59:59.999999999 UTC", "2024-07-01 12:00:00.123456789"];
  for (const time of [...times, "2038-01-19 03:14:08", "2106-02-07 06:28:17.5"]) {
    writeFileSync(join(folder, time), "time");
    execFileSync("touch", ["-d", time, join(folder, time)]);
  }
  symlinkSync("x", join(folder, "link"));
  lutimesSync(join(folder, "link"), 1_000_000_000, 1_000_000_000);
  execFileSync("touch", ["-d", "2001-02-03 04:05:06.7", folder]);
}

/** The same bytes in each run, and no chunk of them twice. */
function pseudoRandom(size: number): Buffer {
  const words = new Uint32Array(Math.ceil(size / 4));
  let state = (size + 1) >>> 0;
  for (let n = 0; n < words.length; n++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[n] = state;
  }
  return Buffer.from(words.buffer).subarray(0, size);
}
