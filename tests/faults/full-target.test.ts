import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { guardedBackup, tidyJob } from "../../main/agent/jobs/index.ts";
import { realAgent } from "../../main/agent/jobs/real-agent.fixture.ts";
import { silentLog } from "../../main/agent/log/index.ts";
import { BALLAST, Ballast } from "../../main/agent/space/index.ts";
import { volumeSpace } from "../../main/platform/index.ts";
import type { Run } from "../../shared/model/index.ts";
import { restic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
const ROUNDS = 4;
/** So few that nobody takes it for an attack that all of them change. */
const FILES = 20;

/** A target on a small disk of its own, and a plan whose snapshots share little. */
async function onSmallDisk() {
  const disk = tempFolder();
  expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", disk]).status).toBe(0);
  onTestFinished(() => void spawnSync("umount", ["-l", disk]));
  const agent = await realAgent();
  const target = await agent.addTarget("Blue", join(disk, "repository"));
  await new Ballast(target.location, () => volumeSpace(target.location)).lay();
  const folder = join(agent.folder, "Documents");
  mkdirSync(folder);
  const plan = { ...agent.addPlan(target, folder), keep: { last: 1 } };
  agent.plans.splice(0, 1, plan);
  const deps = { ...agent.jobs, catalog: agent.catalog, volumeSpace, log: silentLog, upkeep: () => undefined };
  return {
    ...{ agent, target, disk, folder },
    backUp: (): Promise<Run> => agent.do(guardedBackup(plan, target, deps)),
    tidy: (): Promise<Run> => agent.do(tidyJob(target, plan, deps)),
    /** As another program does it: to the last byte. */
    fill: () => void spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "others")}`, "bs=4096"]),
  };
}

describe.skipIf(!canMount)("a target on a disk that is full to the last byte", () => {
  it("takes no backup, is rescued by tidying up, and takes backups again", async () => {
    const { agent, target, disk, folder, backUp, tidy, fill } = await onSmallDisk();
    for (let round = 0; round < ROUNDS; round++) {
      for (let at = round; at < FILES; at += 2) writeFileSync(join(folder, `${at}`), randomBytes(500_000));
      expect((await backUp()).outcome).toBe("completed");
    }
    const ballast = join(target.location, BALLAST);
    expect(statSync(ballast).size).toBeGreaterThan(100_000);
    fill();
    expect((await volumeSpace(disk))?.freeBytes).toBe(0);
    expect(await backUp()).toMatchObject({ outcome: "failed", error: { code: "agent/target-nearly-full" } });

    const run = await tidy();
    expect(run.outcome, JSON.stringify(run.error)).toBe("completed");
    expect(run.figures).toMatchObject({ kind: "tidy", snapshotsKept: 1, snapshotsRemoved: ROUNDS - 1, bytesLeft: 0 });
    expect((await volumeSpace(disk))?.freeBytes).toBeGreaterThan(8_000_000);
    expect(statSync(ballast).size).toBeGreaterThan(100_000);
    for (const { path } of resticVersions()) {
      const { code, stdout, stderr } = await restic(path, target.location, "pw", ["check", "--read-data"]);
      expect(code, stdout + stderr).toBe(0);
    }
    rmSync(join(disk, "others"));
    writeFileSync(join(folder, "new"), randomBytes(1000));
    expect((await backUp()).outcome).toBe("completed");
    expect(agent.snapshots.list({ targetId: target.id })).toHaveLength(2);
  });
});
