import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  check,
  createRepository,
  forget,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  prune,
  restore,
} from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { emptySshHome } from "../support/ssh-home.ts";
import { hasSshd, SSH_USER, type Sshd, startSshd } from "../support/sshd.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const source = join(tempFolder(), "home");
let server: Sshd;
let knownHosts = "";

beforeAll(async () => {
  const home = emptySshHome();
  writeTree(source, { folders: 5, filesInEach: 20, bytesInEach: 200_000 });
  if (!hasSshd()) return;
  server = await startSshd();
  knownHosts = home.write("known_hosts", server.knownHost());
});
afterAll(() => server?.stop());

let count = 0;
const newFolder = (): string => `repository-${count++}`;
const place = (folder: string): string => `sftp://${SSH_USER}@127.0.0.1:${server.port}/${folder}`;
const reach = () => ({ password: "pw", threads: 2, access: { keyFile: server.keyFile } });

async function withRepository<T>(folder: string, work: (open: OpenRepository) => Promise<T>): Promise<T> {
  const open = await openRepository(place(folder), reach());
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

async function save(folder: string): Promise<void> {
  const options = { targets: [backupTarget(source)], filter: NO_FILTER };
  const { problems } = await withRepository(folder, (open) => backup(open, options).result);
  expect(problems).toEqual([]);
}

describe.skipIf(!hasSshd())("a repository on a server with OpenSSH (skipped: needs sshd and root)", () => {
  describeWithEachRestic("is one for restic, too", ({ path }) => {
    /** Through the program ssh, as restic always does. */
    const does = async (folder: string, args: readonly string[]): Promise<string> => {
      const options = `-F /dev/null -i ${server.keyFile} -o UserKnownHostsFile=${knownHosts} -p ${server.port}`;
      const command = `sftp.command=ssh ${options} ${SSH_USER}@127.0.0.1 -s sftp`;
      const { code, stdout, stderr } = await restic(path, place(folder), "pw", ["-o", command, ...args]);
      expect(`${code} ${stderr}`).toMatch(/^0 /);
      return stdout;
    };
    it("checks and restores what Holdfast saved", async () => {
      const folder = newFolder();
      await (await createRepository(place(folder), { ...reach(), scrypt: { N: 1024, r: 8, p: 1 } })).close();
      await save(folder);
      expect(await does(folder, ["check", "--read-data"])).toContain("no errors were found");
      const target = tempFolder();
      await does(folder, ["restore", "latest", "--target", target]);
      expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
    });

    it("gives Holdfast what restic saved, and stays sound when both forget and prune", async () => {
      const folder = newFolder();
      await does(folder, ["init"]);
      await does(folder, ["backup", source]);
      const target = tempFolder();
      const options = { snapshot: "latest", target: fromText(target) };
      const { problems } = await withRepository(folder, (open) => restore(open, options).result);
      expect(problems).toEqual([]);
      expect(treeFacts(join(target, source))).toEqual(treeFacts(source));
      mkdirSync(join(source, "more"), { recursive: true });
      writeFileSync(join(source, "more", `of ${folder}`), folder);
      await save(folder);
      await withRepository(folder, (open) => forget(open, { policy: { last: 1 }, groupBy: {} }).result);
      await withRepository(folder, (open) => prune(open, { maxUnused: { percent: 0 } }).result);
      const { isSound, counts } = await withRepository(folder, (open) => check(open, { readData: true }).result);
      expect({ isSound, snapshots: counts.snapshots }).toEqual({ isSound: true, snapshots: 1 });
      expect(await does(folder, ["check", "--read-data"])).toContain("no errors were found");
      await does(folder, ["prune"]);
    });
  });

  it("survives a server that goes away for a moment during a backup", async () => {
    const folder = "interrupted";
    await (await createRepository(place(folder), { ...reach(), scrypt: { N: 1024, r: 8, p: 1 } })).close();
    const big = join(tempFolder(), "big");
    writeTree(big, { folders: 4, filesInEach: 10, bytesInEach: 2_000_000 });
    await withRepository(folder, async (open) => {
      const run = backup(open, { targets: [backupTarget(big)], filter: NO_FILTER });
      const away = (async () => {
        for (let turn = 0; turn < 500 && (await packs(folder)) === 0; turn++);
        await server.stop();
        await server.start();
      })();
      const { problems, snapshot } = await run.result;
      await away;
      expect(problems).toEqual([]);
      expect(snapshot).toBeDefined();
    });
    const { isSound } = await withRepository(folder, (open) => check(open, { readData: true }).result);
    expect(isSound).toBe(true);
  });
});

async function packs(folder: string): Promise<number> {
  const storage = openStorage(place(folder), { access: { keyFile: server.keyFile } });
  try {
    let count = 0;
    for await (const _ of storage.list("data")) count++;
    return count;
  } finally {
    await storage.close();
  }
}
