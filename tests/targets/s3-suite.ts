import { afterAll, beforeAll, describe } from "vitest";
import { openStorage } from "../../main/engine/storage/index.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import type { S3Server } from "../support/s3-server.ts";

const START_MS = 120_000;

/** What S3 storage does on any server of S3. */
export function describeS3(name: string, start: () => Promise<S3Server>): void {
  describe(`S3 storage on ${name}`, () => {
    let server: S3Server;
    beforeAll(async () => {
      server = await start();
    }, START_MS);
    afterAll(() => server?.stop());

    describeStorage(`a folder of a bucket on ${name}`, async () => {
      const bucket = await server.makeBucket();
      const prefix = 'Über 100% "x"/b+c';
      const location = `s3:${server.endpoint}/${bucket}/${encodeURI(prefix)}`;
      const storage = openStorage(location, { access: server.access });
      return { storage, plant: (path, bytes) => server.put(bucket, `${prefix}/${path}`, bytes) };
    });
  });
}
