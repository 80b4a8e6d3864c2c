import { describe, expect, it } from "vitest";
import { type RecoveryKit, recoveryKitPage } from "./recovery-kit.ts";

const KIT: RecoveryKit = {
  location: "/home/ada/backup",
  repositoryId: "52c7c296fd209672a3387de6187ca13f25ed5302cc67737114f62b7e54b78506",
  passphrase: "2345-6789-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ",
  hostname: "blue",
  created: "2026-11-22 10:28:40",
  platform: "linux",
};

describe("the recovery kit", () => {
  it("has all that somebody needs who has nothing else", () => {
    const page = recoveryKitPage(KIT);
    for (const part of [KIT.location, KIT.repositoryId, KIT.passphrase, KIT.hostname, KIT.created]) {
      expect(page).toContain(part);
    }
    expect(page).toContain("holdfast --repo /home/ada/backup restore latest --target restored");
    expect(page).toContain("restic -r /home/ada/backup restore latest --target restored");
  });

  it("loads nothing and runs nothing", () => {
    const page = recoveryKitPage(KIT);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<img|<link|src=/);
  });

  it("writes a path so that a shell takes it as it is, and a browser shows it as it is", () => {
    const page = recoveryKitPage({ ...KIT, location: "/home/ada's <files> & more" });
    expect(page).toContain(`restic -r '/home/ada'\\''s &lt;files&gt; &amp; more' check`);
    expect(page).not.toContain("<files>");
  });

  it("quotes for Windows as Windows does", () => {
    const page = recoveryKitPage({ ...KIT, location: "C:\\Users\\Ada B\\backup", platform: "win32" });
    expect(page).toContain("restic -r &quot;C:\\Users\\Ada B\\backup&quot; check");
  });
});

describe("the recovery kit of a repository on another machine", () => {
  const S3 = { ...KIT, location: "s3:https://host/bucket/laptop" };
  const open = { accessKeyId: "AKIA7", region: "eu-west-1", bucketLookup: "path" };

  it("has what may be seen of the connection, and names what is secret without telling it", () => {
    const page = recoveryKitPage({ ...S3, connection: { open, secrets: ["secretAccessKey"] } });
    for (const part of ["AKIA7", "eu-west-1", "Besides this page you need:</strong> Secret key."])
      expect(page).toContain(part);
    expect(page).toContain("export AWS_ACCESS_KEY_ID=AKIA7\nexport AWS_SECRET_ACCESS_KEY=&quot;…&quot;");
    expect(page).toContain("restic -r s3:https://host/bucket/laptop -o s3.bucket-lookup=path check");
    expect(page).toContain("holdfast --repo s3:https://host/bucket/laptop -o s3.bucket-lookup=path snapshots");
  });

  it("tells restic of a key file as restic takes it", () => {
    const connection = { open: { keyFile: "/home/ada/.ssh/backup" }, secrets: [] };
    const page = recoveryKitPage({ ...KIT, location: "sftp:ada@nas:/srv", connection });
    expect(page).toContain("restic -r sftp:ada@nas:/srv -o 'sftp.args=-i /home/ada/.ssh/backup' snapshots");
    expect(page).toContain("export HOLDFAST_SFTP_KEY_FILE=/home/ada/.ssh/backup");
  });

  it("leads restic to WebDAV through rclone", () => {
    const connection = { open: { user: "ada" }, secrets: ["password"] };
    const page = recoveryKitPage({ ...KIT, location: "webdav:https://host/path", connection });
    expect(page).toContain("rclone config create backup webdav url=https://host/path vendor=other user=ada");
    expect(page).toContain("restic -r rclone:backup: restore latest");
    expect(page).toContain("holdfast --repo webdav:https://host/path snapshots");
  });

  it("sets variables as PowerShell does on Windows", () => {
    const page = recoveryKitPage({ ...S3, platform: "win32", connection: { open, secrets: ["secretAccessKey"] } });
    expect(page).toContain("$env:AWS_ACCESS_KEY_ID = &quot;AKIA7&quot;\n$env:AWS_SECRET_ACCESS_KEY = &quot;…&quot;");
  });
});
