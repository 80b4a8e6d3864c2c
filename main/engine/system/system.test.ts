import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fromText } from "../names/index.ts";
import { chooseSystem } from "./choose.ts";
import { SystemCallFailed, system } from "./index.ts";
import { loadLibrary } from "./library.ts";

const isRoot = process.getuid?.() === 0;
const S_IFCHR = 0o020000;

describe.runIf(process.platform === "linux")("the system's own calls", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "system-"));
    file = join(folder, "file");
    writeFileSync(file, "content");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("has no limitations where the library can be called", () => {
    expect(system.limitations).toEqual([]);
  });

  it("gives back attributes as they were set, empty and binary ones included", () => {
    const value = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    system.setExtendedAttribute(fromText(file), "user.binary", value);
    system.setExtendedAttribute(fromText(file), "user.empty", new Uint8Array(0));
    system.setExtendedAttribute(fromText(file), "user.gone", value);
    system.removeExtendedAttribute(fromText(file), "user.gone");
    const attributes = system.listExtendedAttributes(fromText(file));
    expect(attributes.map(({ name, value }) => [name, Buffer.from(value).toString("hex")]).sort()).toEqual([
      ["user.binary", Buffer.from(value).toString("hex")],
      ["user.empty", ""],
    ]);
  });

  it("lists an access control list as an attribute that can be set again", () => {
    execFileSync("setfacl", ["-m", "u:12345:r", file]);
    const acl = system.listExtendedAttributes(fromText(file)).find(({ name }) => name === "system.posix_acl_access");
    expect(acl).toBeDefined();
    const other = join(folder, "other");
    writeFileSync(other, "");
    system.setExtendedAttribute(fromText(other), acl?.name ?? "", acl?.value ?? new Uint8Array(0));
    expect(execFileSync("getfacl", ["-nc", other], { encoding: "utf8" })).toContain("user:12345:r--");
  });

  it.runIf(isRoot)("reads the attributes of a link and not of what it points to", () => {
    const link = join(folder, "link");
    symlinkSync("file", link);
    system.setExtendedAttribute(fromText(file), "user.a", Buffer.from("of the file"));
    system.setExtendedAttribute(fromText(link), "trusted.b", Buffer.from("of the link"));
    expect(system.listExtendedAttributes(fromText(link)).map(({ name }) => name)).toEqual(["trusted.b"]);
  });

  it("reads the largest value the system allows", () => {
    const large = new Uint8Array(60000).fill(7);
    try {
      system.setExtendedAttribute(fromText(file), "user.large", large);
    } catch {
      return; // ext4 without large attributes has no room for it
    }
    expect(system.listExtendedAttributes(fromText(file))[0]?.value).toEqual(Buffer.from(large));
  });

  it("has no attributes where the file system has none", () => {
    expect(system.listExtendedAttributes(fromText("/proc/self/status"))).toEqual([]);
  });

  it("sets times exactly to the nanosecond, before 1970 too, and on the link itself", () => {
    const link = join(folder, "link");
    symlinkSync("file", link);
    const times = fc.bigInt({ min: -2_000_000_000_000_000_000n, max: 2_000_000_000_000_000_000n });
    fc.assert(
      fc.property(times, times, (atime, mtime) => {
        system.setTimes(fromText(link), atime, mtime);
        const stat = lstatSync(link, { bigint: true });
        expect([stat.atimeNs, stat.mtimeNs]).toEqual([atime, mtime]);
      }),
    );
    expect(lstatSync(file).mtimeMs).toBeGreaterThan(Date.UTC(2020));
  });

  it("makes FIFOs", () => {
    system.makeFifo(fromText(join(folder, "fifo")), 0o600);
    expect(lstatSync(join(folder, "fifo")).isFIFO()).toBe(true);
  });

  it.runIf(isRoot)("makes devices with large numbers", () => {
    const device = (0x12n << 8n) | 0x34n | (0x56n << 20n);
    system.makeDevice(fromText(join(folder, "device")), S_IFCHR | 0o600, device);
    const stat = lstatSync(join(folder, "device"), { bigint: true });
    expect([stat.isCharacterDevice(), stat.rdev]).toEqual([true, device]);
  });

  it.runIf(isRoot)("changes the owner of a link and not of its target", () => {
    const link = join(folder, "link");
    symlinkSync("file", link);
    system.setOwner(fromText(link), 4_000_000_000, 54321);
    const stat = lstatSync(link);
    expect([stat.uid, stat.gid, lstatSync(file).uid]).toEqual([4_000_000_000, 54321, 0]);
  });

  it("sets all twelve permission bits, and refuses links", () => {
    system.setPermissions(fromText(file), 0o7751);
    expect(lstatSync(file).mode & 0o7777).toBe(0o7751);
    const link = join(folder, "link");
    symlinkSync("file", link);
    expect(() => system.setPermissions(fromText(link), 0o600)).toThrow(SystemCallFailed);
    expect(lstatSync(file).mode & 0o7777).toBe(0o7751);
  });

  it("knows users and groups in both directions", () => {
    expect([system.userName(0), system.groupName(0)]).toEqual(["root", "root"]);
    expect([system.userId("root"), system.groupId("root")]).toEqual([0, 0]);
    expect([system.userName(4_000_000_001), system.groupName(4_000_000_001)]).toEqual(["", ""]);
    expect([system.userId("no such user"), system.groupId("no such group")]).toEqual([undefined, undefined]);
  });

  it("names the call, the cause and the path of a failure", () => {
    const missing = fromText(join(folder, "missing"));
    expect(() => system.listExtendedAttributes(missing)).toThrow(
      expect.objectContaining({
        code: "system/call-failed",
        errno: "ENOENT",
        facts: expect.objectContaining({ path: missing }),
      }),
    );
  });

  describe("without the library", () => {
    const bare = chooseSystem("linux", () => undefined);

    it("says what is missing", () => {
      expect(bare.limitations).toHaveLength(1);
    });

    it("finds no attributes and no names, and still sets times, owners and permissions", () => {
      expect([bare.listExtendedAttributes(fromText(file)), bare.userName(0)]).toEqual([[], ""]);
      bare.setTimes(fromText(file), 1_000_000_000n, 1_500_000_000_123_456_000n);
      bare.setPermissions(fromText(file), 0o4711);
      const stat = lstatSync(file, { bigint: true });
      expect([stat.mtimeNs / 1000n, Number(stat.mode) & 0o7777]).toEqual([1_500_000_000_123_456n, 0o4711]);
    });

    it("refuses to set the permissions of what a link points to", () => {
      symlinkSync("file", join(folder, "link"));
      expect(() => bare.setPermissions(fromText(join(folder, "link")), 0o600)).toThrow(SystemCallFailed);
    });

    it("is what a library gives that lacks a function", () => {
      const library = loadLibrary();
      const bind = () => {
        throw new Error("no such function");
      };
      const partial = library && { ...library, bind };
      expect(chooseSystem("linux", () => partial).limitations).toHaveLength(1);
    });
  });
});
