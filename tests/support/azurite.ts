import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { ServerProcess } from "./server-process.ts";
import { tempFolder } from "./temp-folder.ts";

/** Installed here by build/setup-servers.mjs where it can be had. */
const AZURITE = fileURLToPath(
  new URL("../../node_modules/.cache/holdfast/servers/node_modules/azurite/dist/src/blob/main.js", import.meta.url),
);

/** For `describe.skipIf`: whether there is Azurite, Microsoft's own stand-in for Azure Blob Storage. */
export function hasAzurite(): boolean {
  return existsSync(AZURITE);
}

/** A running Azurite with one account. */
export interface Azurite {
  readonly port: number;
  readonly account: string;
  readonly accountKey: string;
  /** The values of the fields of a connection to it. */
  readonly access: Readonly<Record<"account" | "accountKey" | "endpoint", string>>;
  stop(): Promise<void>;
}

export async function startAzurite(): Promise<Azurite> {
  const port = await freePort();
  const [account, accountKey] = ["holdfasttests", randomBytes(64).toString("base64")];
  const place = ["--location", tempFolder(), "--blobHost", "127.0.0.1", "--blobPort", String(port)];
  const quiet = ["--silent", "--skipApiVersionCheck", "--disableTelemetry"];
  const env = { AZURITE_ACCOUNTS: `${account}:${accountKey}` };
  const server = await new ServerProcess(process.execPath, [AZURITE, ...place, ...quiet], env).listening(port);
  const access = { account, accountKey, endpoint: `http://127.0.0.1:${port}/${account}` };
  return { port, account, accountKey, access, stop: () => server.stop() };
}
