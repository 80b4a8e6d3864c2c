import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  addKey,
  changePassword,
  openRepositoryAt,
  openWithPassword,
  RepositoryLock,
  removeKey,
} from "../../main/engine/repository/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PASSWORD = "throw-away";
const scrypt = { N: 1024, r: 8, p: 1 }; // as little as restic takes

describeWithEachRestic("locks between Holdfast and restic", (program) => {
  async function repository() {
    const folder = join(tempFolder(), "repository");
    const run = (...args: string[]) => restic(program.path, folder, PASSWORD, args);
    expect((await run("init")).code).toBe(0);
    const storage = openStorage(folder);
    const { sealer, version } = await openRepositoryAt(storage, PASSWORD);
    const acquire = (exclusive: boolean) => RepositoryLock.acquire({ storage, sealer, version, exclusive });
    return { folder, run, acquire };
  }

  it("an exclusive lock of ours keeps restic out, and a shared one only where it has to", async () => {
    const { run, acquire } = await repository();
    const exclusive = await acquire(true);
    const refused = await run("snapshots");
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(new RegExp(`locked exclusively by PID ${process.pid}`));
    await exclusive.release();
    const shared = await acquire(false);
    expect((await run("snapshots")).code).toBe(0);
    expect((await run("prune")).code).not.toBe(0);
    await shared.release();
  });

  it("a living lock of ours survives restic's unlock, and so do we", async () => {
    const { folder, run, acquire } = await repository();
    const lock = await acquire(true);
    const unlocked = await run("unlock");
    expect(unlocked.code).toBe(0);
    expect(readdirSync(join(folder, "locks"))).toEqual([lock.id]);
    await lock.prove();
    await lock.release();
  });

  it("restic finds nothing left of ours after it is released", async () => {
    const { run, acquire } = await repository();
    await (await acquire(true)).release();
    expect((await run("list", "locks")).stdout.trim()).toBe("");
    expect((await run("prune")).code).toBe(0);
  });

  it("restic reads the passwords we add, change and remove", async () => {
    const { folder } = await repository();
    const storage = openStorage(folder);
    const opened = await openWithPassword(storage, PASSWORD);
    const second = await addKey(storage, opened.key, "zweites Paßwort", { scrypt });
    const list = (password: string) => restic(program.path, folder, password, ["key", "list"]);
    expect((await list("zweites Paßwort")).code).toBe(0);
    const changed = await changePassword(storage, { key: opened.key, keyId: second }, "third", { scrypt });
    expect((await list("third")).stdout).toContain(changed.slice(0, 8));
    expect((await list("zweites Paßwort")).code).not.toBe(0);
    await removeKey(storage, changed, opened.keyId);
    expect((await list("third")).code).not.toBe(0);
    expect((await list(PASSWORD)).code).toBe(0);
  });
});
