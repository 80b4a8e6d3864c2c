import { describe, expect, it } from "vitest";
import { parseSshConfig, valuesFor } from "./sftp-ssh-config.ts";

const about = (host: string, text: string) => Object.fromEntries(valuesFor(host, parseSshConfig(text)));

describe("SSH settings", () => {
  it("count for the hosts they are about, the first of them", () => {
    const text = `
      # a comment
      Compression yes
      Host nas *.home !router.home
        HostName=10.0.0.2
        Port = 2222
      Host *
        Port 22
        User "alice b"
    `;
    const all = { compression: ["yes"], user: ["alice b"] };
    expect(about("nas", text)).toEqual({ ...all, hostname: ["10.0.0.2"], port: ["2222"] });
    expect(about("tv.home", text)).toMatchObject({ port: ["2222"] });
    expect(about("router.home", text)).toEqual({ ...all, port: ["22"] });
  });

  it("collect key files", () => {
    const text = "IdentityFile ~/.ssh/one\nHost nas\nIdentityFile ~/.ssh/two\nHost x\nIdentityFile ~/.ssh/three\n";
    expect(about("nas", text)).toEqual({ identityfile: ["~/.ssh/one", "~/.ssh/two"] });
  });

  it("leave out conditions that only running programs could tell", () => {
    expect(
      about("nas", "Match exec true\nUser a\nMatch host nas user x\nUser b\nMatch originalhost n*\nUser c"),
    ).toEqual({
      user: ["c"],
    });
    expect(about("nas", "Host other\nPort 1\nMatch all\nUser d")).toEqual({ user: ["d"] });
  });
});
