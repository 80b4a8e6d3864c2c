import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const made: string[] = [];

/** A new empty folder, removed when the test file that asked for it is done. Its path has no symbolic link in it. */
export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "holdfast-test-")));
  made.push(folder);
  return folder;
}

/** Removes a tree whatever is in it: folders without write permission, names that are no text, paths longer than the limit. */
export function removeTree(path: string): void {
  if (process.platform === "win32") {
    rmSync(path, { recursive: true, force: true });
    return;
  }
  const { status } = spawnSync("rm", ["-rf", "--", path], { stdio: "ignore" });
  if (status === 0) return;
  spawnSync("chmod", ["-R", "u+rwX", "--", path], { stdio: "ignore" });
  spawnSync("rm", ["-rf", "--", path], { stdio: "ignore" });
}

afterAll(() => {
  for (const folder of made.splice(0)) removeTree(folder);
});
