import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const PROGRAM = new URL("./watch-limit.program.ts", import.meta.url).pathname;
const SET = "echo 30 > /proc/sys/user/max_inotify_watches";

/** The kernel counts watches by user namespace, so a limit of our own does not touch other programs. */
const inOwnSpace = (command: string) => ["--user", "--map-root-user", "sh", "-c", command];
const canLower = process.platform === "linux" && spawnSync("unshare", inOwnSpace(SET)).status === 0;

it.skipIf(!canLower).each(["lean", "chosen"])(
  "with the kernel's limit lowered for real, %s says what is not watched, and watches it once the limit is raised (skipped: needs user namespaces)",
  (prefer) => {
    const root = tempFolder();
    for (let folder = 0; folder < 60; folder++)
      mkdirSync(join(root, `b${folder % 6}`, `l${folder}`), { recursive: true });
    const command = `${SET} && exec "$0" "$@"`;
    const { stdout, stderr } = spawnSync("unshare", [...inOwnSpace(command), process.execPath, PROGRAM, root, prefer], {
      encoding: "utf8",
      timeout: 120_000,
    });
    const [limited, blind, raised, marked] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(stderr).toBe("");
    expect(limited).toMatchObject({
      roots: [{ path: root, unwatched: expect.arrayContaining([expect.objectContaining({ reason: "limit" })]) }],
      limit: { setting: "fs.inotify.max_user_watches" },
    });
    expect(blind).not.toEqual([]);
    expect(raised).toMatchObject({ roots: [{ state: "watching", folders: 67, unwatched: [] }] });
    expect(marked).toBe(60);
  },
);
