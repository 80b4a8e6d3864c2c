import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, onTestFinished, describe as suite } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { formatTime, goMode, type TreeNode } from "../format/index.ts";
import { fromText } from "../names/index.ts";
import { describe, lookUp } from "../source/index.ts";
import { type OwnerRule, RestoreFolder } from "./index.ts";

const isRoot = process.getuid?.() === 0;

suite.runIf(process.platform === "linux")("restored metadata", () => {
  let root: string;
  let folder: RestoreFolder;

  beforeEach(() => {
    root = tempFolder();
    folder = new RestoreFolder(fromText(root));
    writeFileSync(join(root, "file"), "");
  });
  afterEach(() => folder.close());

  const withOwners = (owners: OwnerRule): RestoreFolder => {
    const other = new RestoreFolder(fromText(root), { metadata: { owners } });
    onTestFinished(() => other.close());
    return other;
  };

  const nodeOf = (name: string): TreeNode => {
    const path = fromText(join(root, name));
    return describe(path, lookUp(path, fromText(name)), undefined, { keepAtime: true });
  };

  it.runIf(isRoot)("is what the node says: owner, times before 1970, setuid, attributes", () => {
    const node: TreeNode = {
      ...nodeOf("file"),
      uid: 1234,
      gid: 4321,
      mode: goMode(0o106511),
      atime: formatTime(1n),
      mtime: formatTime(-1_234_567_890n),
      extendedAttributes: [
        { name: "user.a", value: Buffer.from([0, 255]) },
        { name: "trusted.b", value: null },
      ],
    };
    expect(folder.applyMetadata(fromText("file"), node)).toEqual([]);
    const { ctime: _, user: __, group: ___, extendedAttributes, ...rest } = nodeOf("file");
    expect(node).toMatchObject(rest);
    expect(
      extendedAttributes?.map(({ name, value }) => [name, Buffer.from(value ?? []).toString("hex")]).sort(),
    ).toEqual([
      ["trusted.b", ""],
      ["user.a", "00ff"],
    ]);
  });

  it.runIf(isRoot)("is set on a link itself", () => {
    symlinkSync("file", join(root, "link"));
    const node: TreeNode = {
      ...nodeOf("link"),
      uid: 77,
      mtime: formatTime(5n),
      extendedAttributes: [{ name: "trusted.x", value: Buffer.from("1") }],
    };
    expect(folder.applyMetadata(fromText("link"), node)).toEqual([]);
    const stat = lstatSync(join(root, "link"), { bigint: true });
    expect([stat.uid, stat.mtimeNs, lstatSync(join(root, "file")).uid]).toEqual([77n, 5n, 0]);
    expect(nodeOf("link").extendedAttributes?.length).toBe(1);
  });

  it("does not keep access rules that a new entry took from its folder", () => {
    execFileSync("setfacl", ["-d", "-m", "u:12345:rwx", root]);
    writeFileSync(join(root, "new"), "");
    mkdirSync(join(root, "sub"));
    expect(nodeOf("new").extendedAttributes).toBeDefined();
    for (const name of ["new", "sub"]) {
      const { extendedAttributes: _, ...node } = nodeOf(name);
      expect(folder.applyMetadata(fromText(name), { ...node, mode: goMode(lstatSync(join(root, name)).mode) })).toEqual(
        [],
      );
      expect(nodeOf(name).extendedAttributes).toBeUndefined();
    }
  });

  it("gives an access control list back together with its permissions", () => {
    execFileSync("setfacl", ["-m", "u:12345:rw,g::r,m::rw", join(root, "file")]);
    const before = nodeOf("file");
    writeFileSync(join(root, "copy"), "");
    expect(folder.applyMetadata(fromText("copy"), before)).toEqual([]);
    const acl = (name: string) => execFileSync("getfacl", ["-cp", join(root, name)], { encoding: "utf8" });
    expect(acl("copy")).toBe(acl("file"));
  });

  it.runIf(isRoot)("goes by name when asked to, and by number where the name is not known", () => {
    const node: TreeNode = { ...nodeOf("file"), uid: 4242, gid: 4343, user: "root", group: "no such group" };
    withOwners("names").applyMetadata(fromText("file"), node);
    expect([lstatSync(join(root, "file")).uid, lstatSync(join(root, "file")).gid]).toEqual([0, 4343]);
    withOwners("keep").applyMetadata(fromText("file"), node);
    expect(lstatSync(join(root, "file")).uid).toBe(0);
    folder.applyMetadata(fromText("file"), node);
    expect(lstatSync(join(root, "file")).uid).toBe(4242);
  });

  it("reports an attribute that cannot be set and restores the rest", () => {
    const node: TreeNode = {
      ...nodeOf("file"),
      mtime: formatTime(42n),
      extendedAttributes: [
        { name: "no-such-kind.a", value: Buffer.from("1") },
        { name: "user.b", value: Buffer.from("2") },
      ],
    };
    const problems = folder.applyMetadata(fromText("file"), node);
    expect(problems.map(({ part, path }) => [part, path])).toEqual([["attributes", join(root, "file")]]);
    expect([nodeOf("file").extendedAttributes?.length, nodeOf("file").mtime]).toEqual([1, formatTime(42n)]);
  });

  it.runIf(isRoot)("withholds setuid from an ordinary user who cannot set the owner", () => {
    const script = fileURLToPath(new URL("./as-ordinary-user.fixture.ts", import.meta.url));
    execFileSync("chown", ["-R", "65534:65534", root]);
    const out = execFileSync(process.execPath, [script, root], { encoding: "utf8" });
    expect(JSON.parse(out)).toEqual({ parts: ["owner"], mode: 0o755, uid: 65534 });
  });

  it("belongs to the restore folder itself under the empty path", () => {
    const node: TreeNode = { ...nodeOf("."), mode: goMode(0o040751), mtime: formatTime(99n) };
    expect(folder.applyMetadata(fromText(""), node)).toEqual([]);
    const stat = lstatSync(root, { bigint: true });
    expect([stat.mtimeNs, Number(stat.mode) & 0o777]).toEqual([99n, 0o751]);
  });
});
