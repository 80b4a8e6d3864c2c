import { afterAll, beforeAll, describe } from "vitest";
import { hasCephGateway } from "../support/ceph-gateway.ts";
import { type S3Server, startS3Server } from "../support/s3-server.ts";
import { describeS3Lock } from "./s3-lock.ts";
import { describeS3 } from "./s3-suite.ts";

const START_MS = 180_000;

describe.skipIf(!hasCephGateway())("with a Ceph object gateway", () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await startS3Server();
  }, START_MS);
  afterAll(() => server?.stop());

  describeS3("Ceph", () => server);
  describeS3Lock("Ceph", () => server);
});
