import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { hasAzurite, startAzurite } from "../support/azurite.ts";
import { hasCephGateway } from "../support/ceph-gateway.ts";
import { rcloneVersions, startRcloneWebdav } from "../support/rclone-webdav.ts";
import { restServer, startRestServer } from "../support/rest-server.ts";
import { startS3Server } from "../support/s3-server.ts";
import { emptySshHome } from "../support/ssh-home.ts";
import { hasSshd, SSH_PASSWORD, SSH_USER, startSshd } from "../support/sshd.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type Place, surviveBadNetwork } from "./bad-network.ts";

const ROUNDS = 200;
const TEN_MINUTES = 600_000;

interface Started extends Place {
  stop(): Promise<void>;
}

/** One kind of target on its server: 200 rounds through a network that breaks lines, loses answers and makes servers say no. */
function describeKind(kind: string, isThere: boolean, missing: string, start: () => Promise<Started>): void {
  describe.skipIf(!isThere)(`a repository on ${kind}${isThere ? "" : ` (skipped: no ${missing} here)`}`, () => {
    let place: Started;
    beforeAll(async () => {
      place = await start();
    });
    afterAll(() => place?.stop());

    it("survives a bad network", { timeout: TEN_MINUTES }, () => surviveBadNetwork(place, ROUNDS));
  });
}

const LOGIN = { user: "ada", password: "never told 4711" };

describeKind("a REST server", restServer !== undefined, "restic-rest-server", async () => {
  const server = await startRestServer({ login: LOGIN });
  return {
    ...{ protocol: "http", port: server.port, secrets: [LOGIN.password], access: LOGIN },
    location: (port) => `rest:http://127.0.0.1:${port}/repository/`,
    stop: () => server.stop(),
  };
});

describeKind("an SFTP server", hasSshd(), "sshd for root", async () => {
  emptySshHome();
  const server = await startSshd({ password: "plain" });
  return {
    ...{ protocol: "tcp", port: server.port, secrets: [SSH_PASSWORD] },
    location: (port) => `sftp://${SSH_USER}@127.0.0.1:${port}/repository`,
    access: { password: SSH_PASSWORD, hostKey: server.fingerprint() },
    stop: () => server.stop(),
  };
});

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

const rclone = rcloneVersions().at(-1);

describeKind("a WebDAV server", rclone !== undefined, "rclone", async () => {
  if (rclone === undefined) throw new Error("not reached");
  const server = await startRcloneWebdav(rclone, tempFolder());
  return {
    ...{ protocol: "http", port: server.port, secrets: [server.password] },
    location: (port) => `webdav:http://127.0.0.1:${port}/repository`,
    access: { user: server.user, password: server.password },
    stop: () => server.stop(),
  };
});

describeKind("a remote of rclone", rclone !== undefined, "rclone", async () => {
  if (rclone === undefined) throw new Error("not reached");
  const server = await startRcloneWebdav(rclone, tempFolder());
  const settings = join(tempFolder(), "rclone.conf");
  const accessAt = (port: number) => {
    const remote = ["type = webdav", `url = http://127.0.0.1:${port}`, `user = ${server.user}`, `pass = ${obscured}`];
    writeFileSync(`${settings}.${port}`, `[far]\n${remote.join("\n")}\n`);
    return { program: rclone.path, configFile: `${settings}.${port}` };
  };
  const obscured = spawnSync(rclone.path, ["obscure", "-"], { input: server.password, encoding: "utf8" }).stdout.trim();
  return {
    ...{ protocol: "http", port: server.port, secrets: [server.password, obscured] },
    location: () => "rclone:far:repository",
    ...{ access: accessAt(server.port), accessAt },
    stop: () => server.stop(),
  };
});
