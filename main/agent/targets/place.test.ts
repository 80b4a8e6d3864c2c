import { describe, expect, it } from "vitest";
import { cleanPlace, isRemote, kindOf, merged } from "./place.ts";
import { joinPlace, nameOfPlace } from "./places.ts";

describe("a place", () => {
  it.each([
    ["/media/blue/backup", false, "folder"],
    ["C:\\backup", false, "folder"],
    ["sftp:ada@nas:/srv", true, "sftp"],
    ["S3:https://host/bucket", true, "s3"],
  ])("is told by its location: %s", (location, remote, kind) => {
    expect(isRemote(location)).toBe(remote);
    expect(kindOf(location)).toBe(kind);
  });

  it.skipIf(process.platform === "win32")(
    "on this computer is written as a whole path, with or without a scheme",
    () => {
      for (const location of ["/media/blue/", "local:/media/blue", "file:///media/blue"])
        expect(cleanPlace({ location })).toEqual({ location: "/media/blue", access: {} });
      expect(() => cleanPlace({ location: "local:blue" })).toThrow("not a whole path");
    },
  );

  it("takes no value that it has no field for: it might be a secret under a wrong name", () => {
    const asked = { location: "/media/blue", access: { pasword: "Sesame" } };
    expect(() => cleanPlace(asked)).toThrow(expect.objectContaining({ code: "agent/access-field-unknown" }));
    expect(() => cleanPlace(asked)).not.toThrow("Sesame");
  });

  it("with a scheme nobody knows is refused with those that there are", () => {
    expect(() => cleanPlace({ location: "gopher:hole" })).toThrow("gopher");
  });

  it("loses a value by an empty one", () => {
    expect(merged({ a: "1", b: "2" }, { a: "", c: "3" })).toEqual({ b: "2", c: "3" });
  });
});

describe("a place on another machine", () => {
  it.each([
    ["sftp:ada@nas:/srv/backup", "backup on nas"],
    ["sftp://ada@nas:2222//srv/Holdfast", "srv on nas"],
    ["rest:https://nas.example:8000/", "nas.example"],
    ["rest:https://nas.example:8000/ada/", "ada on nas.example"],
    ["s3:https://s3.example.org/bucket/prefix", "prefix on s3.example.org"],
    ["azure:container:/", "container"],
    ["rclone:drive:backups/laptop", "laptop on drive"],
  ])("%s is called “%s” by itself", (location, name) => {
    expect(nameOfPlace(location)).toBe(name);
  });

  it("has folders where its own path begins", () => {
    expect(joinPlace("rclone:drive:", "Holdfast")).toBe("rclone:drive:Holdfast");
    expect(joinPlace("rest:https://nas/", "Holdfast")).toBe("rest:https://nas/Holdfast");
    expect(joinPlace("sftp:nas:/srv", "Holdfast")).toBe("sftp:nas:/srv/Holdfast");
  });
});
