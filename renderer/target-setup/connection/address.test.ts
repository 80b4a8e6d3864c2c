import { describe, expect, it } from "vitest";
import { typeOfLocation } from "../../../shared/targets/index.ts";
import { type AddressParts, addressOf, signInWithin } from "./address.ts";
import type { FarType } from "./far-type.ts";

describe("the location of what was typed", () => {
  it.each<[FarType, AddressParts, string]>([
    ["sftp", { user: "ada", host: "nas", folder: "/volume1/b" }, "sftp:ada@nas:/volume1/b"],
    ["sftp", { host: " nas ", folder: "backups" }, "sftp:nas:backups"],
    ["sftp", { user: "ada", host: "nas", port: "2222", folder: "/a b" }, "sftp://ada@nas:2222//a%20b"],
    ["sftp", { user: "ada", host: "nas", port: "2222", folder: "backups" }, "sftp://ada@nas:2222/backups"],
    ["sftp", { host: "::1", folder: "/b" }, "sftp://[::1]//b"],
    ["rest", { address: "https://host:8000/ada" }, "rest:https://host:8000/ada/"],
    ["rest", { address: "host:8000" }, "rest:https://host:8000/"],
    ["webdav", { address: "http://host/dav/" }, "webdav:http://host/dav"],
    ["s3", { endpoint: "s3.amazonaws.com", bucket: "b", folder: "/x/y/" }, "s3:https://s3.amazonaws.com/b/x/y"],
    ["s3", { endpoint: "http://localhost:9000/", bucket: "b" }, "s3:http://localhost:9000/b"],
    ["azure", { container: "c" }, "azure:c:/"],
    ["azure", { container: "c", folder: "/x/" }, "azure:c:/x"],
    ["rclone", { remote: "gdrive:", folder: "backups/ada" }, "rclone:gdrive:backups/ada"],
  ])("%s %o is %s", (type, parts, location) => {
    expect(addressOf(type, parts)).toEqual({ location });
    expect(typeOfLocation(location)).toBe(type);
  });

  it.each<[FarType, AddressParts, string]>([
    ["sftp", { folder: "/b" }, "host"],
    ["sftp", { host: "a/b", folder: "/b" }, "host"],
    ["sftp", { host: "nas", port: "70000", folder: "/b" }, "port"],
    ["sftp", { host: "nas" }, "folder"],
    ["rest", { address: "ftp://host/" }, "address"],
    ["webdav", { address: "https://a b/" }, "address"],
    ["s3", { endpoint: "s3.amazonaws.com", bucket: "a/b" }, "bucket"],
    ["azure", { folder: "x" }, "container"],
  ])("%s %o is none: the %s is wrong", (type, parts, part) => {
    expect(addressOf(type, parts).wrong?.part).toBe(part);
  });

  it("never holds a name or password that was pasted with the address", () => {
    expect(addressOf("rest", { address: "https://ada:s3cret@host/" })).toEqual({ location: "rest:https://host/" });
    expect(signInWithin("rest:https://ada:s%3Acret@host:8000/x")).toEqual({
      ...{ address: "https://host:8000/x", user: "ada", password: "s:cret" },
    });
    expect(signInWithin("https://host/x@y")).toBeUndefined();
  });
});
