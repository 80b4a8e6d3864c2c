import { describe, expect, it } from "vitest";
import { AccessInvalid, LocationInvalid } from "../errors.ts";
import { addressOf, credentialsOf, firstRegion, lockSettingsOf, parseS3 } from "./s3-location.ts";

function placeOf(location: string) {
  const parsed = parseS3(location);
  if (parsed === undefined) throw new Error("no S3 location");
  return parsed;
}

describe("a location of S3", () => {
  it.each([
    ["s3:https://host:9000/bucket/a/b", "https", "host:9000", "bucket", "a/b/"],
    ["s3:http://127.0.0.1:8080/bucket", "http", "127.0.0.1:8080", "bucket", ""],
    ["s3:host/bucket/prefix/", "https", "host", "bucket", "prefix/"],
    ["s3:s3.amazonaws.com/bucket", "https", "s3.amazonaws.com", "bucket", ""],
    ["s3://host/bucket//x/../y", "https", "host", "bucket", "y/"],
    ["s3:https://host/bucket/with%20space/%C3%BC", "https", "host", "bucket", "with space/ü/"],
    ["s3:host/bucket/../..", "https", "host", "bucket", ""],
  ])("%s is taken apart as restic does", (location, scheme, host, bucket, prefix) => {
    expect(placeOf(location).options).toEqual({ scheme, host, bucket, prefix });
  });

  it("is shown so that it leads to the same place again, without keys that stood in it", () => {
    for (const location of ["s3:https://key:secret@host/bucket/a%20b%2525/ü", "s3:host/bucket/a b", "s3://h/bucket"]) {
      const { options, location: shown } = placeOf(location);
      expect(placeOf(shown)).toMatchObject({ options, location: shown, access: {} });
      expect(shown).not.toContain("secret");
    }
    const { access } = placeOf("s3:https://key:sec%2Fret@host/bucket");
    expect(access).toEqual({ accessKeyId: "key", secretAccessKey: "sec/ret" });
  });

  it("has to have a host and a bucket", () => {
    for (const location of [
      "s3:",
      "s3:host",
      "s3:host/",
      "s3:https://host",
      "s3:https:///b",
      "s3:h/b?",
      "s3:https://h/bu%zz",
    ])
      expect(() => parseS3(location), location).toThrow(LocationInvalid);
    expect(parseS3("sftp:host:/x")).toBeUndefined();
  });

  it("does not tell of keys in it when it makes no sense", () => {
    expect(() => parseS3("s3:https://key:secret@/bucket")).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") }),
    );
  });
});

describe("the address of a bucket", () => {
  const address = (location: string, access = {}, region?: string) => {
    const { options } = placeOf(location);
    return addressOf(options, access, region ?? firstRegion(options, access));
  };

  it("has the bucket in the path, but where the server is known to want it in the name", () => {
    expect(address("s3:https://nas:9000/bucket").origin).toBe("https://nas:9000");
    expect(address("s3:s3.amazonaws.com/bucket").origin).toBe("https://bucket.s3.amazonaws.com");
    expect(address("s3:s3.amazonaws.com/buck.et").origin).toBe("https://s3.amazonaws.com");
    expect(address("s3:https://nas/bucket", { bucketLookup: "dns" }).origin).toBe("https://bucket.nas");
    expect(address("s3:s3.amazonaws.com/bucket", { bucketLookup: "path" }).isInPath).toBe(true);
  });

  it("is Amazon's of the region that the bucket is in", () => {
    expect(address("s3:s3.amazonaws.com/bucket", {}, "eu-west-1").endpoint).toBe("https://s3.eu-west-1.amazonaws.com");
    const dual = "s3:s3.dualstack.eu-west-1.amazonaws.com/bucket";
    expect(address(dual).endpoint).toBe("https://s3.dualstack.eu-west-1.amazonaws.com");
    expect(address(dual, {}, "us-east-1").endpoint).toBe("https://s3.us-east-1.amazonaws.com");
    expect(address("s3:https://nas/bucket", {}, "garage").endpoint).toBe("https://nas");
  });

  it.each([
    ["s3:s3.amazonaws.com/b1", {}, "us-east-1"],
    ["s3:s3.eu-central-1.amazonaws.com/b1", {}, "eu-central-1"],
    ["s3:s3.us-west-004.backblazeb2.com/b1", {}, "us-west-004"],
    ["s3:https://s3.fr-par.scw.cloud/b1", {}, "fr-par"],
    ["s3:https://10.0.0.1:9000/b1", {}, "us-east-1"],
    ["s3:https://s3.example.org/b1", {}, "us-east-1"],
    ["s3:https://10.0.0.1:9000/b1", { region: "home" }, "home"],
  ])("%s begins with a region", (location, access, region) => {
    expect(firstRegion(placeOf(location).options, access)).toBe(region);
  });
});

describe("what a connection is given", () => {
  it("has to have both keys, and says which one is missing", () => {
    expect(() => credentialsOf("s3:h/b", {})).toThrow(AccessInvalid);
    expect(() => credentialsOf("s3:h/b", { accessKeyId: "a" })).toThrow("Secret key");
    expect(credentialsOf("s3:h/b", { accessKeyId: "a", secretAccessKey: "b" })).toEqual({
      accessKeyId: "a",
      secretAccessKey: "b",
    });
  });

  it("protects for whole days, or not at all", () => {
    expect(lockSettingsOf("s3:h/b", {})).toBeUndefined();
    expect(lockSettingsOf("s3:h/b", { lockDays: "30" })).toEqual({ days: 30, mode: "GOVERNANCE" });
    expect(lockSettingsOf("s3:h/b", { lockDays: "1", lockMode: "compliance" })?.mode).toBe("COMPLIANCE");
    for (const lockDays of ["-1", "1.5", "soon"])
      expect(() => lockSettingsOf("s3:h/b", { lockDays })).toThrow(AccessInvalid);
  });
});
