import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, UploadPartCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { backup, backupTarget, check, createRepository, NO_FILTER, openRepository } from "../../main/engine/index.ts";
import {
  examineLocation,
  type FileRef,
  isRepositoryAt,
  openStorage,
  strayKind,
  tryStorage,
} from "../../main/engine/storage/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { freePort } from "../support/free-port.ts";
import { newestRestic, restic } from "../support/restic.ts";
import type { S3Server } from "../support/s3-server.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CONFIG: FileRef = { kind: "config", name: "" };
const PACK: FileRef = { kind: "data", name: "ab".repeat(32) };

/** What S3 storage does on any server of S3. */
export function describeS3(name: string, started: () => S3Server): void {
  describe(`S3 storage on ${name}`, () => {
    let server: S3Server;
    beforeAll(() => {
      server = started();
    });

    const at = (path: string, access = {}) =>
      openStorage(`s3:${server.endpoint}/${path}`, { access: { ...server.access, ...access }, patience: "look" });

    describeStorage(`a folder of a bucket on ${name}`, async () => {
      const bucket = await server.makeBucket();
      const prefix = 'Über 100% "x"/b+c';
      const location = `s3:${server.endpoint}/${bucket}/${encodeURI(prefix)}`;
      const storage = openStorage(location, { access: server.access });
      return { storage, plant: (path, bytes) => server.put(bucket, `${prefix}/${path}`, bytes) };
    });

    it("lists more than a page of files, each once", async () => {
      const storage = at(await server.makeBucket());
      const names = Array.from({ length: 1100 }, (_, i) => createHash("sha256").update(String(i)).digest("hex"));
      await Promise.all(names.map((each) => storage.write({ kind: "snapshots", name: each }, Buffer.from("x"))));
      const listed: string[] = [];
      for await (const file of storage.list("snapshots")) listed.push(file.name);
      expect(listed.sort()).toEqual(names.sort());
      await storage.close();
    });

    it("stores a file that is too large for one request, and leaves nothing of it when it is stopped", {
      timeout: 60_000,
    }, async () => {
      const bucket = await server.makeBucket();
      const storage = openStorage(`s3:${server.endpoint}/${bucket}`, { access: server.access });
      const bytes = Buffer.alloc((200 << 20) + 5, 7);
      const stop = new AbortController();
      const stopped = storage.write(PACK, bytes, stop.signal).catch((error: unknown) => error);
      const uploads = async () =>
        (await server.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];
      await vi.waitFor(async () => expect(await uploads()).toHaveLength(1), { timeout: 10_000 });
      stop.abort(new Error("stop"));
      expect(await stopped).toMatchObject({ message: "stop" });
      expect(await uploads()).toEqual([]);
      await storage.write(PACK, bytes);
      expect((await storage.stat(PACK)).size).toBe(bytes.length);
      expect((await storage.read(PACK)).equals(bytes)).toBe(true);
      expect(await uploads()).toEqual([]);
      await storage.close();
    });

    it("tells what an interrupted upload has left, and removes it", async () => {
      const bucket = await server.makeBucket();
      const storage = at(`${bucket}/deep`);
      const Key = `deep/data/ab/${PACK.name}`;
      const begun = await server.client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key }));
      const part = { Bucket: bucket, Key, UploadId: begun.UploadId, PartNumber: 1, Body: "begun" };
      await server.client.send(new UploadPartCommand(part));
      const strays: string[] = [];
      for await (const path of storage.strays()) strays.push(path);
      expect(strays).toEqual([expect.stringMatching(/^data\/ab\/(ab){32}-tmp-[0-9a-f]+$/)]);
      expect(strays.map(strayKind)).toEqual(["temporary"]);
      await storage.removeLeftover(strays[0] ?? "");
      const left = await server.client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      expect(left.Uploads ?? []).toEqual([]);
      await storage.close();
    });

    it("says what stands in the way: keys, bucket, address", async () => {
      const bucket = await server.makeBucket();
      const unreachable = openStorage(`s3:http://127.0.0.1:${await freePort()}/${bucket}`, {
        ...{ access: server.access, patience: "look" },
      });
      const cases = [
        [at(bucket, { secretAccessKey: "wrong" }), "storage/access-denied"],
        [at(bucket, { accessKeyId: "nobody" }), "storage/access-denied"],
        [at(`no-${bucket}`), "storage/no-container"],
        [unreachable, "storage/unreachable"],
      ] as const;
      for (const [storage, code] of cases) {
        await expect(storage.stat(CONFIG), code).rejects.toMatchObject({ code });
        await expect(storage.read(PACK), code).rejects.toMatchObject({ code });
        await expect(storage.write(PACK, Buffer.from("x")), code).rejects.toMatchObject({ code });
        await expect(storage.list("data")[Symbol.asyncIterator]().next(), code).rejects.toMatchObject({ code });
        await storage.close();
      }
    });

    it("examines a place and leaves nothing there", async () => {
      const bucket = await server.makeBucket();
      const examine = (path: string) =>
        examineLocation(`s3:${server.endpoint}/${path}`, { access: server.access, patience: "look" });
      expect(await examine(bucket)).toBe("empty-folder");
      expect(await examine(`${bucket}/new`)).toBe("nothing");
      expect(await examine(`no-${bucket}/new`)).toBe("nothing");
      await server.put(bucket, "other/config", Buffer.from("of another program"));
      expect(await examine(`${bucket}/other`)).toBe("other-files");
      const location = `s3:${server.endpoint}/${bucket}/repo`;
      await (await createRepository(location, { password: "p", access: server.access })).close();
      expect(await examine(`${bucket}/repo`)).toBe("repository");
      expect(await isRepositoryAt(location, { access: server.access })).toBe(true);
      expect(await isRepositoryAt(`${location}/no`, { access: server.access })).toBe(false);
      const storage = at(`${bucket}/repo`);
      expect(await tryStorage(storage)).toMatchObject({ isUsable: true, isAppendOnly: false });
      await storage.close();
    });

    describe("a repository", () => {
      const program = newestRestic();
      const env = () => ({
        AWS_ACCESS_KEY_ID: server.access.accessKeyId,
        AWS_SECRET_ACCESS_KEY: server.access.secretAccessKey,
      });

      it.skipIf(program === undefined)(
        "is read by restic, and restic's is read by us",
        { timeout: 120_000 },
        async () => {
          const bucket = await server.makeBucket();
          const source = tempFolder();
          mkdirSync(join(source, "deep"));
          writeFileSync(join(source, "deep/one"), randomBytes(3 << 20));
          const ours = `s3:${server.endpoint}/${bucket}/ours`;
          const theirs = `s3:${server.endpoint}/${bucket}/theirs`;
          const judge = async (location: string, args: readonly string[]) => {
            const result = await restic(program?.path ?? "", location, "pass", args, { env: env() });
            expect(result.stderr + result.stdout, args.join(" ")).toMatch(/./);
            expect(result.code, `${args.join(" ")}: ${result.stderr}`).toBe(0);
          };
          const repository = await createRepository(ours, { password: "pass", access: server.access });
          await backup(repository, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
          await repository.close();
          await judge(ours, ["check", "--read-data"]);
          await judge(ours, ["restore", "latest", "--target", tempFolder()]);
          await judge(theirs, ["init"]);
          await judge(theirs, ["backup", source]);
          const opened = await openRepository(theirs, { password: "pass", access: server.access });
          expect(await check(opened, { readData: true }).result).toMatchObject({ isSound: true, findings: [] });
          await opened.close();
        },
      );
    });
  });
}
