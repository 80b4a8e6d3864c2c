import { rcloneVersions } from "../support/rclone.ts";
import { startRcloneWebdav } from "../support/rclone-webdav.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { describeKind } from "./bad-network.ts";

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
