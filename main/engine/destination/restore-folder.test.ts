import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import type { TreeNode } from "../format/index.ts";
import { formatTime } from "../format/index.ts";
import { type ByteString, fromText, joinPath } from "../names/index.ts";
import { isTempName, NameTaken, NotAFolder, NotReplaceable, RestoreFolder, UnsafeName } from "./index.ts";

const isRoot = process.getuid?.() === 0;
const text = fromText;

describe.runIf(process.platform !== "win32")("a restore folder", () => {
  let root: string;
  let outside: string;
  let folder: RestoreFolder;

  beforeEach(() => {
    outside = tempFolder();
    root = join(tempFolder(), "parent", "restored");
    folder = new RestoreFolder(text(root));
  });
  afterEach(() => folder.close());

  function restoreFile(path: string, content: string): void {
    const file = folder.createTempFile(text(path), content.length);
    file.writeAt(0, Buffer.from(content));
    file.close();
    folder.publish(file.tempPath, text(path));
  }

  function special(type: "fifo" | "dev" | "chardev", device?: bigint): TreeNode {
    const time = formatTime(0n);
    const node = {
      name: text("x"),
      type,
      mode: 0,
      mtime: time,
      atime: time,
      ctime: time,
      uid: 0,
      gid: 0,
      content: null,
    };
    return device === undefined ? node : { ...node, device };
  }

  it("is made with its parents, and its folders are private until they get their metadata", () => {
    folder.makeFolder(text("a"));
    folder.makeFolder(text("a/b"));
    folder.makeFolder(text("a/b"));
    expect([lstatSync(join(root, "a")).mode & 0o777, readdirSync(join(root, "a"))]).toEqual([0o700, ["b"]]);
  });

  it("shows a file only when it is published, whole", () => {
    folder.makeFolder(text("a"));
    const file = folder.createTempFile(text("a/file"), 10);
    file.writeAt(5, Buffer.from("67890"));
    expect(readdirSync(join(root, "a")).filter((name) => !isTempName(text(name)))).toEqual([]);
    const again = folder.reopenTempFile(file.tempPath);
    again.writeAt(0, Buffer.from("12345"));
    again.sync();
    again.close();
    file.close();
    folder.publish(file.tempPath, text("a/file"));
    expect([readdirSync(join(root, "a")), readFileSync(join(root, "a/file"), "utf8")]).toEqual([
      ["file"],
      "1234567890",
    ]);
  });

  it("holds names of any bytes and of 255 of them", () => {
    const names = ["\xff\xfe", "x".repeat(255), "a\nb", "\\"] as ByteString[];
    for (const name of names) folder.makeFolder(name);
    expect(readdirSync(root, "latin1").sort()).toEqual([...names].sort());
  });

  it("takes a file with a name of 255 bytes too", () => {
    restoreFile("y".repeat(255), "1");
    expect(readdirSync(root)).toEqual(["y".repeat(255)]);
  });

  it.runIf(process.platform === "linux")("goes deeper than one system call reaches", () => {
    let path = text("deep-folder");
    folder.makeFolder(path);
    while (path.length < 6000) {
      path = joinPath(path, text("deep-folder"));
      folder.makeFolder(path);
    }
    restoreFile(`${path}/file`, "1234");
    expect(folder.existing(joinPath(path, text("file")))?.size).toBe(4);
    folder.remove(joinPath(path, text("file")));
    expect(folder.existing(joinPath(path, text("file")))).toBeUndefined();
  });

  it("replaces nothing where it was told so, whatever came there since anybody looked", () => {
    const careful = new RestoreFolder(text(root), { replaces: false });
    try {
      const file = careful.createTempFile(text("taken"), 3);
      file.writeAt(0, Buffer.from("new"));
      file.close();
      for (const [name, make] of [
        ["taken", () => writeFileSync(join(root, "taken"), "mine")],
        ["empty", () => mkdirSync(join(root, "empty"))],
        ["way", () => symlinkSync(outside, join(root, "way"))],
      ] as const) {
        make();
        expect(() => careful.publish(file.tempPath, text(name))).toThrow(NameTaken);
        expect(() => careful.makeSymlink(text("x"), text(name))).toThrow(NameTaken);
        expect(() => careful.makeLink(file.tempPath, text(name))).toThrow(NameTaken);
      }
      expect([readFileSync(join(root, "taken"), "utf8"), readlinkSync(join(root, "way"))]).toEqual(["mine", outside]);
      expect([readdirSync(join(root, "empty")), readdirSync(outside)]).toEqual([[], []]);
      careful.publish(file.tempPath, text("free"));
      expect([readFileSync(join(root, "free"), "utf8"), lstatSync(join(root, "free")).nlink]).toEqual(["new", 1]);
      expect(readdirSync(root).filter((name) => isTempName(text(name)))).toEqual([]);
    } finally {
      careful.close();
    }
  });

  it("tells where a link leads to and whether a folder has anything in it", () => {
    folder.makeSymlink("\xff/.." as ByteString, text("link"));
    expect(folder.linkTarget(text("link"))).toBe("\xff/..");
    folder.makeFolder(text("a"));
    expect(folder.holdsEntries(text("a"))).toBe(false);
    folder.makeFolder("a/\xff" as ByteString);
    expect(folder.holdsEntries(text("a"))).toBe(true);
  });

  it("writes links as they are, invalid UTF-8 included, and replaces what was there", () => {
    for (const target of ["/somewhere", "\xff\x80/.."]) folder.makeSymlink(target as ByteString, text("link"));
    expect(readlinkSync(join(root, "link"), "latin1")).toBe("\xff\x80/..");
    expect(readdirSync(root)).toEqual(["link"]);
  });

  it("makes hard links, over files that are there as well", () => {
    restoreFile("a", "1");
    restoreFile("b", "2");
    folder.makeLink(text("a"), text("b"));
    folder.makeLink(text("a"), text("c"));
    folder.makeLink(text("a"), text("c"));
    const inodes = new Set(["a", "b", "c"].map((name) => statSync(join(root, name)).ino));
    expect([inodes.size, readdirSync(root)]).toEqual([1, ["a", "b", "c"]]);
  });

  it("makes FIFOs", () => {
    folder.makeSpecial(text("fifo"), special("fifo"));
    expect(folder.existing(text("fifo"))?.type).toBe("fifo");
  });

  it.runIf(isRoot)("makes devices", () => {
    folder.makeSpecial(text("b"), special("dev", 0x801n));
    folder.makeSpecial(text("c"), special("chardev", 0x103n));
    const stats = ["b", "c"].map((name) => lstatSync(join(root, name), { bigint: true }));
    expect(stats.map((stat) => [stat.isBlockDevice(), stat.isCharacterDevice(), stat.rdev])).toEqual([
      [true, false, 0x801n],
      [false, true, 0x103n],
    ]);
  });

  it("leaves runs of zeros as holes when asked to, wherever parts begin", () => {
    const size = 4 * 1024 * 1024;
    const content = Buffer.alloc(size);
    for (const at of [0, 1_000_001, 2_097_151, size - 1]) content[at] = 7;
    const file = folder.createTempFile(text("sparse"), size, { sparse: true });
    for (let at = 0; at < size; at += 333_333) file.writeAt(at, content.subarray(at, Math.min(at + 333_333, size)));
    file.close();
    folder.publish(file.tempPath, text("sparse"));
    expect(readFileSync(join(root, "sparse")).equals(content)).toBe(true);
    expect(lstatSync(join(root, "sparse")).blocks * 512).toBeLessThan(size / 4);
  });

  it("tells what is there already", () => {
    restoreFile("file", "123");
    symlinkSync("/", join(root, "link"));
    expect([folder.existing(text("file"))?.type, folder.existing(text("file"))?.size]).toEqual(["file", 3]);
    expect([folder.existing(text("link"))?.type, folder.existing(text(""))?.type]).toEqual(["symlink", "dir"]);
    expect([folder.existing(text("none")), folder.existing(text("none/below"))]).toEqual([undefined, undefined]);
  });

  describe("when something is in the way", () => {
    it("replaces a file, a link and an empty folder", () => {
      writeFileSync(join(outside, "precious"), "precious");
      writeFileSync(join(root, "a"), "old and longer");
      symlinkSync(join(outside, "precious"), join(root, "b"));
      mkdirSync(join(root, "c"));
      for (const name of ["a", "b", "c"]) restoreFile(name, "new");
      expect(["a", "b", "c"].map((name) => readFileSync(join(root, name), "utf8"))).toEqual(["new", "new", "new"]);
      expect(readFileSync(join(outside, "precious"), "utf8")).toBe("precious");
    });

    it("does not replace a folder with content", () => {
      mkdirSync(join(root, "a/b"), { recursive: true });
      expect(() => restoreFile("a", "new")).toThrow(NotReplaceable);
      expect(() => folder.makeSymlink(text("x"), text("a"))).toThrow(NotReplaceable);
      expect(() => folder.remove(text("a"))).toThrow(NotReplaceable);
      expect(existsSync(join(root, "a/b"))).toBe(true);
    });

    it("does not make a folder of a file or a link", () => {
      writeFileSync(join(root, "file"), "");
      symlinkSync(outside, join(root, "link"));
      expect(() => folder.makeFolder(text("file"))).toThrow(NotAFolder);
      expect(() => folder.makeFolder(text("link"))).toThrow(NotAFolder);
      expect(() => folder.makeFolder(text("file/below"))).toThrow(NotAFolder);
    });
  });

  describe("under attack", () => {
    const everyCall: readonly [string, (path: ByteString) => unknown][] = [
      ["existing", (path) => folder.existing(path)],
      ["makeFolder", (path) => folder.makeFolder(path)],
      ["createTempFile", (path) => folder.createTempFile(path, 1)],
      ["publish", (path) => folder.publish(folder.createTempFile(text("x"), 0).tempPath, path)],
      ["makeSymlink", (path) => folder.makeSymlink(text("t"), path)],
      ["makeSpecial", (path) => folder.makeSpecial(path, special("fifo"))],
      ["makeLink to", (path) => folder.makeLink(text("inside"), path)],
      ["makeLink from", (path) => folder.makeLink(path, text("copy"))],
      ["applyMetadata", (path) => folder.applyMetadata(path, special("fifo"))],
      ["remove", (path) => folder.remove(path)],
      ["reopenTempFile", (path) => folder.reopenTempFile(path)],
    ];

    beforeEach(() => {
      writeFileSync(join(root, "inside"), "");
      writeFileSync(join(outside, "victim"), "untouched");
    });

    const untouched = () => {
      expect(readdirSync(outside)).toEqual(["victim"]);
      expect(readFileSync(join(outside, "victim"), "utf8")).toBe("untouched");
      expect(lstatSync(join(outside, "victim")).nlink).toBe(1);
    };

    it.each(everyCall)("%s refuses names that lead out", (_name, call) => {
      for (const path of ["..", ".", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", "a/./b", "x\0y"]) {
        expect(() => call(text(path)), path).toThrow(UnsafeName);
      }
    });

    it.each(everyCall)("%s does not go through a link in place of a folder", (_name, call) => {
      symlinkSync(outside, join(root, "folder"));
      symlinkSync(".", join(root, "self"));
      for (const path of ["folder/victim", "folder/new", "self/folder/victim"]) {
        expect(() => call(text(path)), path).toThrow(NotAFolder);
      }
      untouched();
    });

    it.runIf(process.platform === "linux").each(everyCall)(
      "%s does not follow a link that takes a folder's place during the restore",
      (_name, call) => {
        folder.makeFolder(text("a"));
        folder.makeFolder(text("a/b"));
        writeFileSync(join(root, "a/b/victim"), "");
        renameSync(join(root, "a/b"), join(root, "a/moved"));
        symlinkSync(outside, join(root, "a/b"));
        // What it does to the folder that was moved does not matter here.
        try {
          call(text("a/b/victim"));
          call(text("a/b/new"));
        } catch {}
        untouched();
      },
    );

    it("does not write through a link that takes a temporary file's place", () => {
      const file = folder.createTempFile(text("file"), 0);
      file.close();
      folder.remove(file.tempPath);
      symlinkSync(join(outside, "victim"), join(root, file.tempPath));
      expect(() => folder.reopenTempFile(file.tempPath)).toThrow();
      folder.remove(file.tempPath);
      linkSync(join(outside, "victim"), join(root, file.tempPath));
      expect(() => folder.reopenTempFile(file.tempPath)).toThrow();
      folder.remove(file.tempPath);
      untouched();
    });

    it("does not change permissions, owner or times of what a link points to", () => {
      chmodSync(join(outside, "victim"), 0o600);
      symlinkSync(join(outside, "victim"), join(root, "link"));
      const node: TreeNode = { ...special("fifo"), type: "file", mode: 0o777, uid: 1234, gid: 1234 };
      folder.applyMetadata(text("link"), node);
      const stat = lstatSync(join(outside, "victim"));
      expect([stat.mode & 0o777, stat.uid, stat.mtimeMs > 0]).toEqual([0o600, process.getuid?.(), true]);
    });
  });
});
