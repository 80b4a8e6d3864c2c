import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { Storage } from "../../main/engine/storage/index.ts";
import { sftp } from "../../main/engine/storage/targets/sftp.ts";
import { describeStorage } from "../conformance/storage-suite.ts";
import { hasSshd, SSH_USER, type Sshd, startSshd } from "../support/sshd.ts";
import { tempFolder } from "../support/temp-folder.ts";

const home = tempFolder();
let server: Sshd;

beforeAll(async () => {
  // The user's own SSH settings are no part of this.
  process.env["HOME"] = home;
  delete process.env["SSH_AUTH_SOCK"];
  mkdirSync(join(home, ".ssh"));
  if (hasSshd()) server = await startSshd({ password: "plain" });
  if (hasSshd()) writeFileSync(join(home, ".ssh", "known_hosts"), server.knownHost());
});
afterAll(() => server?.stop());

let count = 0;

/** The target itself, without the wrappers that try again. */
function open(folder: string, access: Record<string, string> = { keyFile: server.keyFile }): Storage {
  const storage = sftp.open(`sftp://${SSH_USER}@127.0.0.1:${server.port}/${folder}`, access);
  if (storage === undefined) throw new Error("the location is not taken for one of SFTP");
  return storage;
}

describe.skipIf(!hasSshd())("a folder on a server with OpenSSH (skipped: needs sshd and root)", () => {
  describeStorage("SFTP", async () => {
    const folder = `repository ${count++} – 100%25 ünïcode`;
    return {
      storage: open(folder),
      async plant(path, bytes) {
        const at = join(server.home, decodeURIComponent(folder), path);
        await mkdir(dirname(at), { recursive: true });
        await writeFile(at, bytes);
      },
    };
  });
});
