import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rcloneVersions } from "../support/rclone.ts";
import { startRcloneWebdav } from "../support/rclone-webdav.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { describeKind } from "./bad-network.ts";

const rclone = rcloneVersions().at(-1);

describeKind("a remote of rclone", rclone !== undefined, "rclone", async () => {
  if (rclone === undefined) throw new Error("not reached");
  process.env["RCLONE_LOW_LEVEL_RETRIES"] = "1"; // what it would try again by itself, in seconds, is ours to try again
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
    requestsPerCall: 4,
    location: () => "rclone:far:repository",
    ...{ access: accessAt(server.port), accessAt },
    stop: () => server.stop(),
  };
});
