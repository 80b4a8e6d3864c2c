import { hasCephGateway } from "../support/ceph-gateway.ts";
import { startS3Server } from "../support/s3-server.ts";
import { describeKind } from "./bad-network.ts";

describeKind("S3 storage", hasCephGateway(), "Ceph gateway", async () => {
  const server = await startS3Server();
  const bucket = await server.makeBucket();
  return {
    ...{ protocol: "http", port: Number(new URL(server.endpoint).port), access: server.access },
    secrets: [server.access.secretAccessKey],
    location: (port) => `s3:http://127.0.0.1:${port}/${bucket}/repository`,
    stop: () => server.stop(),
  };
});
