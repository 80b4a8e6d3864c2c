import { createHash, randomBytes } from "node:crypto";
import { ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import {
  AccessInvalid,
  type FileKind,
  type FileRef,
  openStorage,
  type Storage,
  StoredFileProtected,
} from "../../main/engine/storage/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import type { S3Server } from "../support/s3-server.ts";

const DAY_MS = 86_400_000;

/** What S3 storage does on a server that enforces Object Lock. */
export function describeS3Lock(name: string, started: () => S3Server): void {
  describe(`S3 storage with Object Lock on ${name}`, () => {
    let server: S3Server;
    beforeAll(() => {
      server = started();
    });

    /** A repository's place in a bucket of its own. */
    async function protectedPlace(access = {}, withLock = true): Promise<{ bucket: string; storage: Storage }> {
      const bucket = await server.makeBucket({ withLock });
      const storage = openStorage(`s3:${server.endpoint}/${bucket}/backup`, {
        access: { ...server.access, lockDays: "2", ...access },
        patience: "look",
      });
      return { bucket, storage };
    }

    async function versionsIn(bucket: string): Promise<{ versions: number; markers: number }> {
      const page = await server.client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      return { versions: page.Versions?.length ?? 0, markers: page.DeleteMarkers?.length ?? 0 };
    }

    it("protects all but locks for the days that were asked for", async () => {
      const { storage } = await protectedPlace();
      for (const kind of ["data", "index", "keys", "snapshots"] as const) {
        const file = await put(storage, kind, randomBytes(100));
        expect(daysUntil(await storage.protection?.until(file)), kind).toBeCloseTo(2, 1);
      }
      const config: FileRef = { kind: "config", name: "" };
      await storage.write(config, Buffer.from("config"));
      expect(daysUntil(await storage.protection?.until(config))).toBeCloseTo(2, 1);
      expect(await storage.protection?.until(await put(storage, "locks", Buffer.from("lock")))).toBeUndefined();
      await storage.close();
    });

    it("does not remove what is protected, and does not hide it either", async () => {
      const { bucket, storage } = await protectedPlace();
      const file = await put(storage, "snapshots", Buffer.from("kept"));
      await expect(storage.remove(file)).rejects.toThrow(StoredFileProtected);
      await expect(storage.remove(file)).rejects.toMatchObject({ until: expect.any(Date) });
      expect((await storage.read(file)).toString()).toBe("kept");
      expect(await versionsIn(bucket)).toEqual({ versions: 1, markers: 0 });
      await storage.close();
    });

    it("removes locks, and leaves nothing of them behind", async () => {
      const { bucket, storage } = await protectedPlace();
      const lock = await put(storage, "locks", Buffer.from("lock"));
      await storage.remove(lock);
      await storage.remove(lock);
      expect(await versionsIn(bucket)).toEqual({ versions: 0, markers: 0 });
      await storage.close();
    });

    it("removes all versions of what is not protected any more", async () => {
      const { bucket, storage } = await protectedPlace({ lockDays: "" });
      const guarded = openStorage(storage.location, { access: { ...server.access, lockDays: "2" }, patience: "look" });
      const file = await put(storage, "data", Buffer.from("first"));
      await storage.write(file, Buffer.from("again"));
      await storage.remove(file); // hides it
      expect(await versionsIn(bucket)).toEqual({ versions: 2, markers: 1 });
      await guarded.remove(file);
      expect(await versionsIn(bucket)).toEqual({ versions: 0, markers: 0 });
      await Promise.all([storage.close(), guarded.close()]);
    });

    it("extends a protection, and never shortens it", async () => {
      const { storage } = await protectedPlace();
      const file = await put(storage, "data", randomBytes(10));
      const later = new Date(Date.now() + 5 * DAY_MS);
      await storage.protection?.extend(file, later);
      expect(daysUntil(await storage.protection?.until(file))).toBeCloseTo(5, 1);
      await storage.protection?.extend(file, new Date(Date.now() + DAY_MS));
      expect(daysUntil(await storage.protection?.until(file))).toBeCloseTo(5, 1);
      await storage.close();
    });

    it("takes the protection of a file on when it is written again", async () => {
      const { storage } = await protectedPlace();
      const bytes = randomBytes(1000);
      const file = await put(storage, "data", bytes);
      await Promise.all([storage.write(file, bytes), storage.write(file, bytes)]);
      const longer = openStorage(storage.location, { access: { ...server.access, lockDays: "9" }, patience: "look" });
      await longer.write(file, bytes);
      expect(daysUntil(await longer.protection?.until(file))).toBeCloseTo(9, 1);
      await Promise.all([storage.close(), longer.close()]);
    });

    it("replaces a file whose stored bytes are others", async () => {
      const { storage } = await protectedPlace();
      const file = await put(storage, "index", Buffer.from("whole"));
      await storage.write(file, Buffer.from("other"));
      expect((await storage.read(file)).toString()).toBe("other");
      await storage.close();
    });

    it("refuses a bucket that cannot protect, before anything is stored", async () => {
      const { bucket, storage } = await protectedPlace({}, false);
      await expect(put(storage, "data", Buffer.from("x"))).rejects.toThrow(AccessInvalid);
      await expect(storage.create()).rejects.toThrow("no Object Lock");
      expect(await versionsIn(bucket)).toEqual({ versions: 0, markers: 0 });
      await storage.close();
    });

    it("makes a new bucket that can protect", async () => {
      const location = `s3:${server.endpoint}/n${randomBytes(8).toString("hex")}/x`;
      const storage = openStorage(location, { access: { ...server.access, lockDays: "1" }, patience: "look" });
      await storage.create();
      const file = await put(storage, "keys", Buffer.from("key"));
      expect(await storage.protection?.until(file)).toBeInstanceOf(Date);
      await storage.close();
    });

    describeStorage(`a bucket of ${name} with versions, without protection`, async () => {
      const { storage } = await protectedPlace({ lockDays: "" });
      return { storage };
    });
  });
}

async function put(storage: Storage, kind: FileKind, bytes: Uint8Array): Promise<FileRef> {
  const file = { kind, name: createHash("sha256").update(bytes).digest("hex") };
  await storage.write(file, bytes);
  return file;
}

function daysUntil(until: Date | undefined): number {
  return until === undefined ? 0 : (until.getTime() - Date.now()) / DAY_MS;
}
