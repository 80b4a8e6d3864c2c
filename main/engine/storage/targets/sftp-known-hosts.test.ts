import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprintOf, judgeHost, knownTypes, parseKnownHosts, typeOfKey } from "./sftp-known-hosts.ts";
import { isMeant } from "./sftp-patterns.ts";

function key(type: string, filling: number): Buffer {
  const name = Buffer.from(type);
  const bytes = Buffer.alloc(4 + name.length + 36, filling);
  bytes.writeUInt32BE(name.length, 0);
  name.copy(bytes, 4);
  return bytes;
}

const [ED, RSA, OTHER] = [key("ssh-ed25519", 1), key("ssh-rsa", 2), key("ssh-ed25519", 3)];
const line = (hosts: string, bytes: Buffer): string =>
  `${hosts} ${typeOfKey(bytes)} ${bytes.toString("base64")} a comment`;
const judge = (text: string, host: string, port = 22, bytes = ED) =>
  judgeHost(parseKnownHosts(text), host, port, bytes);

describe("known_hosts", () => {
  it("knows a host by name, address and pattern, whatever the case", () => {
    const text = `# comment\n\n${line("nas,192.168.1.2,*.example.org,!bad.example.org", ED)}\r\n`;
    for (const host of ["nas", "NAS", "192.168.1.2", "a.b.example.org"]) expect(judge(text, host), host).toBe("known");
    for (const host of ["nas2", "example.org", "bad.example.org"]) expect(judge(text, host), host).toBe("unknown");
  });

  it("knows hashed names", () => {
    const salt = Buffer.alloc(20, 7);
    const hash = createHmac("sha1", salt).update("[nas]:2222").digest("base64");
    const text = line(`|1|${salt.toString("base64")}|${hash}`, ED);
    expect(judge(text, "nas", 2222)).toBe("known");
    expect(judge(text, "nas")).toBe("unknown");
  });

  it("tells another port's host apart, but believes the plain name if the key is the same", () => {
    const text = line("[nas]:2222", ED);
    expect([judge(text, "nas", 2222), judge(text, "nas", 22), judge(text, "nas", 2223)]).toEqual([
      "known",
      "unknown",
      "unknown",
    ]);
    expect([judge(line("nas", ED), "nas", 2222), judge(line("nas", OTHER), "nas", 2222)]).toEqual(["known", "unknown"]);
  });

  it("says that a key changed, also if only one of another type is known", () => {
    expect(judge(line("nas", OTHER), "nas")).toBe("changed");
    expect(judge(line("nas", RSA), "nas")).toBe("changed");
    expect(judge(`${line("nas", OTHER)}\n${line("nas", ED)}`, "nas")).toBe("known");
    expect(knownTypes(parseKnownHosts(`${line("nas", RSA)}\n${line("x", ED)}`), "nas", 22)).toEqual(
      new Set(["ssh-rsa"]),
    );
  });

  it("lets a revoked key count for more than anything", () => {
    expect(judge(`${line("nas", ED)}\n@revoked ${line("*", ED)}`, "nas")).toBe("revoked");
    expect(judge(`@revoked ${line("*", OTHER)}\n${line("nas", ED)}`, "nas")).toBe("known");
  });

  it("passes over certificate authorities and what makes no sense", () => {
    expect(judge(`@cert-authority ${line("*", ED)}\nnas\nnas ssh-ed25519\nnas ssh-ed25519 !!!\n`, "nas")).toBe(
      "unknown",
    );
    fc.assert(fc.property(fc.string(), fc.string(), (text, host) => void judge(text, host)));
  });

  it("makes fingerprints as ssh-keygen does", () => {
    const bytes = Buffer.from("AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl", "base64");
    expect(fingerprintOf(bytes)).toBe("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"); // GitHub's, as it publishes it
    expect(typeOfKey(bytes)).toBe("ssh-ed25519");
  });
});

describe("a pattern of hosts", () => {
  it("is matched as a whole, in no time", () => {
    expect(isMeant(["10.0.?.*"], "10.0.1.22")).toBe(true);
    expect(isMeant(["host"], "hosts")).toBe(false);
    expect(isMeant(["*", "!host"], "host")).toBe(false);
    expect(isMeant(["!host"], "other")).toBe(false);
    expect(isMeant([`${"*a".repeat(500)}b`], "a".repeat(5000))).toBe(false);
  });

  it("agrees with a regular expression", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    fc.assert(
      fc.property(text, name, (pattern, host) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(isMeant([pattern], host)).toBe(expression.test(host));
      }),
    );
  });
});
