import { describe } from "vitest";
import { hasCephGateway } from "../support/ceph-gateway.ts";
import { startS3Server } from "../support/s3-server.ts";
import { describeS3 } from "./s3-suite.ts";

describe.skipIf(!hasCephGateway())("with a Ceph object gateway", () => {
  describeS3("Ceph", startS3Server);
});
