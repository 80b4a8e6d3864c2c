import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { backup, backupTarget, createRepository, NO_FILTER } from "../../main/engine/index.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PASSWORD = "a password for tests";
const SCRIPT = fileURLToPath(new URL("./read-only.fixture.ts", import.meta.url));
const isRoot = process.getuid?.() === 0;

it.runIf(process.platform === "linux")(
  "a test-restore by an ordinary user is not kept out by what a snapshot says of folders and files",
  async () => {
    const base = tempFolder();
    const [source, place, scratch] = [join(base, "source"), join(base, "repository"), join(base, "scratch")];
    mkdirSync(join(source, "module", "closed"), { recursive: true });
    mkdirSync(scratch);
    writeFileSync(join(source, "module", "go.mod"), "module");
    writeFileSync(join(source, "module", "hidden"), "text");
    writeFileSync(join(source, "module", "closed", "file"), "text, too");
    // Only root can read, and so save, what its owner cannot.
    if (isRoot) chmodSync(join(source, "module", "hidden"), 0);
    if (isRoot) chmodSync(join(source, "module", "closed"), 0);
    chmodSync(join(source, "module"), 0o555);

    const open = await createRepository(place, { password: PASSWORD, threads: 2, scrypt: { N: 1024, r: 8, p: 1 } });
    await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
    await open.close();

    if (isRoot) execFileSync("chown", ["-R", "65534:65534", base]);
    const told = execFileSync(process.execPath, [SCRIPT, place, scratch, PASSWORD], { encoding: "utf8" });
    expect(JSON.parse(told)).toEqual({ files: 3, failureCount: 0 });
    expect(readdirSync(scratch)).toEqual([]);
    chmodSync(join(source, "module"), 0o755);
  },
);
