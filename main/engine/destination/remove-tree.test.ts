import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fromText } from "../names/index.ts";
import { removeTree } from "./index.ts";

const SCRIPT = fileURLToPath(new URL("./read-only-folders.fixture.ts", import.meta.url));

describe.runIf(process.platform === "linux")("a tree that is removed", () => {
  let base: string;
  let tree: string;

  beforeEach(() => {
    base = tempFolder();
    tree = join(base, "tree");
    mkdirSync(join(tree, "module", "cache"), { recursive: true });
    writeFileSync(join(tree, "module", "cache", "go.mod"), "module");
    mkdirSync(join(base, "outside"));
    writeFileSync(join(base, "outside", "kept"), "kept");
    symlinkSync(join(base, "outside"), join(tree, "module", "link"));
  });

  it("is gone with read-only folders and hidden ones in it, for an ordinary user too; links lead nowhere", () => {
    chmodSync(join(tree, "module", "cache", "go.mod"), 0o444);
    chmodSync(join(tree, "module", "cache"), 0);
    chmodSync(join(tree, "module"), 0o555);
    chmodSync(join(base, "outside"), 0o555);
    if (process.getuid?.() === 0) execFileSync("chown", ["-Rh", "65534:65534", base]);
    execFileSync(process.execPath, [SCRIPT, tree], { stdio: "pipe" });
    expect(existsSync(tree)).toBe(false);
    expect(readFileSync(join(base, "outside", "kept"), "utf8")).toBe("kept");
    expect(statSync(join(base, "outside")).mode & 0o777).toBe(0o555);
  });

  it("may be a file, or nothing", async () => {
    await removeTree(fromText(join(tree, "module", "cache", "go.mod")));
    expect(existsSync(join(tree, "module", "cache", "go.mod"))).toBe(false);
    await removeTree(fromText(join(base, "nothing")));
  });
});
