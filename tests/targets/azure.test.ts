import { randomBytes } from "node:crypto";
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  ContainerClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from "@azure/storage-blob";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { examineLocation, type FileRef, openStorage, type Storage } from "../../main/engine/storage/index.ts";
import { azure } from "../../main/engine/storage/targets/azure.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { type Azurite, hasAzurite, startAzurite } from "../support/azurite.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";
import { freePort } from "../support/free-port.ts";
import { findProgram } from "../support/programs.ts";
import { newestRestic } from "../support/restic.ts";
import { itKeepsRepositories } from "./engine-suite.ts";

const PACK: FileRef = { kind: "data", name: "5e".repeat(32) };
const OTHER: FileRef = { kind: "data", name: "ab".repeat(32) };
const IN_AN_HOUR = (): Date => new Date(Date.now() + 3_600_000);

describe.skipIf(!hasAzurite())("Azure Blob Storage (skipped: needs Azurite)", () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite?.stop());

  const newContainer = (): string => `c${randomBytes(8).toString("hex")}`;
  const signing = (): StorageSharedKeyCredential => new StorageSharedKeyCredential(azurite.account, azurite.accountKey);
  const backDoor = (container: string): ContainerClient =>
    new ContainerClient(`${azurite.access.endpoint}/${container}`, signing());

  /** The target itself, without the wrappers that try again. */
  const open = (location: string, access: Record<string, string> = azurite.access): Storage => {
    const storage = azure.open(location, access);
    if (storage === undefined) throw new Error("the location is not taken for one of Azure");
    onTestFinished(() => storage.close());
    return storage;
  };
  /** A token for one container, with these rights. */
  const token = (containerName: string, rights: string): Record<string, string> => {
    const permissions = ContainerSASPermissions.parse(rights);
    const sas = generateBlobSASQueryParameters({ containerName, permissions, expiresOn: IN_AN_HOUR() }, signing());
    return { endpoint: azurite.access.endpoint, sasToken: sas.toString() };
  };

  describeStorage("a folder of a container", async () => {
    const [container, prefix] = [newContainer(), 'Über 100% "x"/b c'];
    const storage = azure.open(`azure:${container}:/${prefix}`, azurite.access);
    if (storage === undefined) throw new Error("the location is not taken for one of Azure");
    return {
      storage,
      async plant(path, bytes) {
        const blob = backDoor(container).getBlockBlobClient(`${prefix}/${path}`);
        await blob.upload(Buffer.from(bytes), bytes.length);
      },
    };
  });

  it("puts files where restic puts them, in the tier that was asked for", async () => {
    const container = newContainer();
    const storage = open(`azure:${container}:/a/b`, { ...azurite.access, accessTier: "Cool" });
    await storage.create();
    await storage.write({ kind: "config", name: "" }, Buffer.from("config"));
    await storage.write(PACK, Buffer.from("pack"));
    await storage.write({ ...PACK, kind: "locks" }, Buffer.from("lock"));
    const tiers: Record<string, string | undefined> = {};
    for await (const { name, properties } of backDoor(container).listBlobsFlat()) tiers[name] = properties.accessTier;
    const [pack, lock] = [`a/b/data/5e/${PACK.name}`, `a/b/locks/${PACK.name}`];
    expect(tiers).toEqual({ "a/b/config": "Cool", [pack]: "Cool", [lock]: "Hot" });
  });

  it("takes 200 MB files in one piece and larger ones in several", async () => {
    // With what tries again: a busy test may leave a connection unused for so long that the server closes it.
    const storage = openStorage(`azure:${newContainer()}:/`, { access: azurite.access });
    onTestFinished(() => storage.close());
    await storage.create();
    for (const size of [200 << 20, (256 << 20) + 5]) {
      const bytes = Buffer.alloc(size, randomBytes(1 << 20));
      await storage.write(PACK, bytes);
      expect((await storage.read(PACK)).equals(bytes)).toBe(true);
      expect((await storage.read(PACK, { offset: 150 << 20, length: 5 })).equals(bytes.subarray(0, 5))).toBe(true);
    }
  });

  it("says what is at a place, and leaves nothing there", async () => {
    const container = newContainer();
    const look = (path: string, access: Record<string, string> = azurite.access): Promise<string> =>
      examineLocation(`azure:${container}:/${path}`, { access });
    expect(await look("")).toBe("nothing");
    await expect(look("", token(container, "rwdl"))).rejects.toMatchObject({ code: "storage/no-container" });
    await backDoor(container).create();
    expect(await look("")).toBe("empty-folder");
    expect(await look("deep/er", token(container, "rwdl"))).toBe("nothing");
    expect(await look("deep", token(container, "rl"))).toBe("not-writable");
    expect((await backDoor(container).listBlobsFlat().byPage().next()).value?.segment.blobItems).toEqual([]);
    const storage = open(`azure:${container}:/deep`);
    await storage.write({ kind: "config", name: "" }, Buffer.from("config"));
    expect(await look("deep")).toBe("other-files");
    await storage.write({ ...PACK, kind: "keys" }, Buffer.from("key"));
    expect(await look("deep")).toBe("repository");
  });

  it("tells wrong credentials, missing rights and a missing container apart, and shows no secret", async () => {
    const container = newContainer();
    const location = `azure:${container}:/`;
    const fails = async (
      access: Record<string, string>,
      call: (storage: Storage) => Promise<unknown>,
    ): Promise<string> => {
      const error = await call(open(location, access)).catch((failure: unknown) => failure);
      if (!(error instanceof Error) || !("code" in error)) throw new Error("it did not fail");
      const told = `${JSON.stringify(error)} ${error.message} ${(error.cause as Error | undefined)?.stack}`;
      for (const secret of [access["accountKey"], access["sasToken"], "sig=", "SharedKey"]) {
        if (secret !== undefined) expect(told).not.toContain(secret);
      }
      return String(error.code);
    };
    const put = (storage: Storage): Promise<void> => storage.write(OTHER, Buffer.from("x"));
    const key = randomBytes(64).toString("base64");
    expect(await fails(azurite.access, put)).toBe("storage/no-container");
    expect(await fails(token(container, "rwdl"), (storage) => storage.create())).toBe("storage/no-container");
    await open(location).create();
    await open(location).write(PACK, Buffer.from("pack"));
    expect(await fails({ ...azurite.access, accountKey: key }, put)).toBe("storage/access-denied");
    expect(await fails({ ...azurite.access, accountKey: key }, (storage) => storage.create())).toBe(
      "storage/access-denied",
    );
    expect(await fails(token(container, "rl"), put)).toBe("storage/not-allowed");
    expect(await fails(token(container, "rwl"), (storage) => storage.remove(PACK))).toBe("storage/not-allowed");
    expect((await open(location, token(container, "rl")).read(PACK)).toString()).toBe("pack");
    await open(location, token(container, "rwdl")).create();
  });

  it("leaves nothing half stored when the connection breaks, and says so in one error", async () => {
    const container = newContainer();
    await open(`azure:${container}:/`).create();
    const proxy = await startFaultProxy(azurite.port, "tcp");
    onTestFinished(() => proxy.stop());
    const endpoint = `http://127.0.0.1:${proxy.port}/${azurite.account}`;
    const storage = open(`azure:${container}:/`, { ...azurite.access, endpoint });
    const bytes = randomBytes(3 << 20);
    for (const direction of ["up", "down"] as const) {
      for (const afterBytes of [0, 1, 200, 100_000, 2_000_000]) {
        await storage.stat(PACK).catch(() => undefined);
        proxy.arm({ next: () => ({ kind: "cut", direction, afterBytes }) });
        const outcome = await storage.write(OTHER, bytes).then(
          () => "stored",
          (error: unknown) => error,
        );
        if (outcome !== "stored") expect(outcome).toMatchObject({ code: "storage/interrupted" });
        const read = await storage.read(OTHER).catch((error: unknown) => error);
        if (!Buffer.isBuffer(read)) expect(read).toMatchObject({ code: expect.stringMatching(/interrupted|missing/) });
        proxy.arm();
        for await (const file of storage.list("data")) expect(file.size).toBe(bytes.length);
        await storage.remove(OTHER);
      }
    }
  });

  it("says that nobody answers", async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}/${azurite.account}`;
    const storage = open(`azure:${newContainer()}:/`, { ...azurite.access, endpoint });
    await expect(storage.read(PACK)).rejects.toMatchObject({ code: "storage/unreachable" });
  });

  // Stock restic speaks to Azure's own hosts alone, so it goes through rclone here. Not each rclone has this backend.
  const installed = findProgram("rclone");
  describe.skipIf(installed === undefined || newestRestic() === undefined)("a repository there, and restic", () => {
    itKeepsRepositories(async () => {
      const container = newContainer();
      await backDoor(container).create();
      const permissions = AccountSASPermissions.parse("rwdlac");
      const [services, resourceTypes] = [AccountSASServices.parse("b"), AccountSASResourceTypes.parse("sco")];
      const wanted = { permissions, services: services.toString(), resourceTypes: resourceTypes.toString() };
      const sas = generateAccountSASQueryParameters({ ...wanted, expiresOn: IN_AN_HOUR() }, signing());
      const env = {
        RCLONE_CONFIG: "/dev/null",
        RCLONE_CONFIG_AZ_TYPE: "azureblob",
        RCLONE_CONFIG_AZ_SAS_URL: `${azurite.access.endpoint}?${sas}`,
      };
      const args = ["-o", `rclone.program=${installed}`];
      const judge = { program: newestRestic()?.path ?? "", repository: `rclone:az:${container}/a b/ü`, args, env };
      return { location: `azure:${container}:/a b/ü`, access: azurite.access, restic: judge };
    });
  });
});
