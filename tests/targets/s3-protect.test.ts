import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backup, backupTarget, createRepository, forget, NO_FILTER, protect, prune } from "../../main/engine/index.ts";
import { hasCephGateway } from "../support/ceph-gateway.ts";
import { newestRestic, restic } from "../support/restic.ts";
import { type S3Server, startS3Server } from "../support/s3-server.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DAY_MS = 86_400_000;

describe.skipIf(!hasCephGateway())("a repository with Object Lock on a Ceph object gateway", () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await startS3Server();
  }, 180_000);
  afterAll(() => server?.stop());

  it("keeps what is protected from forget and prune, and protects it for longer", { timeout: 120_000 }, async () => {
    const location = `s3:${server.endpoint}/${await server.makeBucket({ withLock: true })}/backup`;
    const access = { ...server.access, lockDays: "2" };
    const open = await createRepository(location, { password: "pw", access, threads: 2 });
    const source = tempFolder();
    writeFileSync(join(source, "file"), randomBytes(100_000));
    const { snapshot } = await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
    const gone = await forget(open, { snapshots: [snapshot?.id ?? ""] }).result;
    expect(gone).toMatchObject({ removed: 0, failures: [{ error: { code: "storage/protected" } }] });
    expect((await prune(open, { maxUnused: { percent: 0 } }).result).notRemoved).toBe(0);
    const until = new Date(Math.floor(Date.now() / 1000) * 1000 + 9 * DAY_MS);
    const result = await protect(open, { until }).result;
    expect(result).toMatchObject({ protectedUntil: until, extended: result.files });
    expect(await open.repository.storage.protection?.until({ kind: "config", name: "" })).toEqual(until);
    await open.close();
    const { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } = server.access;
    const env = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    const program = newestRestic();
    if (program === undefined) return;
    const { code, stdout, stderr } = await restic(program.path, location, "pw", ["check", "--read-data"], { env });
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    expect(stdout).toContain("no errors were found");
  });
});
