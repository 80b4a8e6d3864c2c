import { describe, expect, it } from "vitest";
import { isOffSite } from "./off-site.ts";

describe("whether a target stands in another building", () => {
  it.each([
    ["s3:https://s3.eu-west-1.amazonaws.com/bucket", true],
    ["s3:s3.amazonaws.com/bucket/prefix", true],
    ["azure:container:/", true],
    ["s3:http://192.168.1.20:9000/bucket", false],
    ["s3:http://172.31.0.9:9000/bucket", false],
    ["s3:https://172.32.0.9/bucket", true],
    ["s3:http://[::1]:9000/bucket", false],
    ["s3:http://nas:9000/bucket", false],
    ["s3:http://nas.local:9000/bucket", false],
    ["s3:http://localhost:9000/bucket", false],
    ["sftp:ada@backup.example.org:/srv", false],
    ["rest:https://backup.example.org/", false],
    ["webdav:https://cloud.example.org/remote.php/dav", false],
    ["rclone:drive:backup", false],
    ["/media/blue/backup", false],
  ])("is by itself for %s: %s", (location, expected) => {
    expect(isOffSite({ location })).toBe(expected);
  });

  it("is what its user says, whatever its kind", () => {
    expect(isOffSite({ location: "/media/blue", isOffSite: true })).toBe(true);
    expect(isOffSite({ location: "azure:container:/", isOffSite: false })).toBe(false);
  });
});
