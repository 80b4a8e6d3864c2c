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
