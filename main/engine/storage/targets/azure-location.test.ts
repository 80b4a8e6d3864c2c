import { describe, expect, it } from "vitest";
import { azureAccess, parseAzure } from "./azure-location.ts";

const KEY = Buffer.alloc(64, 7).toString("base64");
const LOCATION = "azure:backups:/";

describe("an Azure location", () => {
  it("is a container and a folder in it, cleaned as restic does", () => {
    const prefixes = { "": "", "/": "", "/a/b": "a/b/", "a/b/": "a/b/", "//a/./x/../b": "a/b/", "/100% ü": "100% ü/" };
    for (const [path, prefix] of Object.entries(prefixes)) {
      expect(parseAzure(`azure:backups:${path}`)?.options, path).toEqual({ container: "backups", prefix });
    }
    expect(parseAzure("azure:backups:a//b/")?.location).toBe("azure:backups:/a/b");
    expect(parseAzure("/azure:x")).toBeUndefined();
    expect(parseAzure("azurite:x:/")).toBeUndefined();
  });

  it("is refused where it names no container", () => {
    for (const location of [
      "azure:",
      "azure:backups",
      "azure:backups/x",
      "azure:Backups:/",
      "azure:a--b:/",
      "azure:ab:/",
    ]) {
      expect(() => parseAzure(location), location).toThrow(/is no place for a repository/);
    }
    for (const container of ["$root", "$web", "a-b-3"]) expect(parseAzure(`azure:${container}:/`)).toBeDefined();
  });
});

describe("the access to Azure", () => {
  it("goes to the account's own address, in whatever cloud, or to the one that is given", () => {
    const endpointOf = (more: Record<string, string>): string =>
      azureAccess(LOCATION, { account: "acc1", accountKey: KEY, ...more }).endpoint;
    expect(endpointOf({})).toBe("https://acc1.blob.core.windows.net");
    expect(endpointOf({ endpointSuffix: "core.chinacloudapi.cn" })).toBe("https://acc1.blob.core.chinacloudapi.cn");
    expect(endpointOf({ endpoint: "http://127.0.0.1:10000/acc1/" })).toBe("http://127.0.0.1:10000/acc1");
    expect(endpointOf({ endpoint: "https://x.example" })).toBe("https://x.example");
  });

  it("is a token rather than a key, with or without its question mark", () => {
    const sasToken = "?sv=2026-01-01&sr=c&sig=abc%3D";
    expect(azureAccess(LOCATION, { account: "acc1", accountKey: KEY, sasToken }).credential).toEqual({
      sas: sasToken.slice(1),
    });
  });

  it("says which value is missing or makes no sense, and shows no secret", () => {
    const wrong: readonly [string, Record<string, string>][] = [
      ["accountKey", { account: "acc1" }],
      ["accountKey", { account: "acc1", accountKey: "secret!" }],
      ["account", { accountKey: KEY }],
      ["account", { account: "Bad_Name", accountKey: KEY }],
      ["sasToken", { account: "acc1", sasToken: "secret" }],
      ["sasToken", { account: "acc1", sasToken: "sig=secret with space" }],
      ["endpoint", { account: "acc1", accountKey: KEY, endpoint: "host" }],
      ["endpoint", { account: "acc1", accountKey: KEY, endpoint: "http://elsewhere.example" }],
      ["endpoint", { account: "acc1", accountKey: KEY, endpoint: "https://x.example/?sig=secret" }],
      ["endpointSuffix", { account: "acc1", accountKey: KEY, endpointSuffix: "evil/" }],
    ];
    for (const [field, access] of wrong) {
      const call = (): unknown => azureAccess(LOCATION, access);
      expect(call, field).toThrow(
        expect.objectContaining({ code: "storage/access-invalid", facts: { location: LOCATION, field } }),
      );
      expect(call).not.toThrow(/secret/);
    }
  });
});
