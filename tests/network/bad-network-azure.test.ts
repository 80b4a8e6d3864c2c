import { hasAzurite, startAzurite } from "../support/azurite.ts";
import { describeKind } from "./bad-network.ts";

describeKind("Azure Blob Storage", hasAzurite(), "azurite", async () => {
  const server = await startAzurite();
  return {
    ...{ protocol: "http", port: server.port, secrets: [server.accountKey] },
    location: () => "azure:backups:/repository",
    access: server.access,
    accessAt: (port) => ({ ...server.access, endpoint: server.access.endpoint.replace(/:\d+\//, `:${port}/`) }),
    stop: () => server.stop(),
  };
});
