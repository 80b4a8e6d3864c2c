import { emptySshHome } from "../support/ssh-home.ts";
import { hasSshd, SSH_PASSWORD, SSH_USER, startSshd } from "../support/sshd.ts";
import { describeKind } from "./bad-network.ts";

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
