import { describe, expect, it } from "vitest";
import { parseSftp } from "./sftp-location.ts";

const placeOf = (location: string) => parseSftp(location)?.options;

describe("a location of SFTP", () => {
  it("is read as restic reads it", () => {
    const folder = "/srv/repo";
    expect(placeOf("sftp:user@host:/srv/repo")).toEqual({ user: "user", host: "host", folder });
    expect(placeOf("sftp:host:/srv/repo")).toEqual({ host: "host", folder });
    expect(placeOf("sftp:user@host:srv/repo/")).toEqual({ user: "user", host: "host", folder: "srv/repo" });
    expect(placeOf("sftp:user@domain@host:a:b")).toEqual({ user: "user@domain", host: "host", folder: "a:b" });
    expect(placeOf("sftp:host:")).toEqual({ host: "host", folder: "." });
    expect(placeOf("sftp://host//srv/repo")).toEqual({ host: "host", folder });
    expect(placeOf("sftp://host/srv/./x/../repo")).toEqual({ host: "host", folder: "srv/repo" });
    expect(placeOf("sftp://user@host:2222//srv/repo")).toEqual({ user: "user", host: "host", port: 2222, folder });
    expect(placeOf("sftp://u%40d@host/a%20b%23")).toEqual({ user: "u@d", host: "host", folder: "a b#" });
    expect(placeOf("sftp://host/")).toEqual({ host: "host", folder: "." });
  });

  it("may have an IPv6 address in brackets", () => {
    expect(placeOf("sftp://user@[::1]:2222//r")).toEqual({ user: "user", host: "::1", port: 2222, folder: "/r" });
    expect(placeOf("sftp:user@[fe80::1%eth0]:r")).toEqual({ user: "user", host: "fe80::1%eth0", folder: "r" });
    expect(placeOf("sftp://[fe80::1%25eth0]/r")).toEqual({ host: "fe80::1%eth0", folder: "r" });
  });

  it("is none of the others' locations", () => {
    for (const location of ["/sftp", "sftp/x", "local:sftp:x", "s3:host/x"])
      expect(parseSftp(location)).toBeUndefined();
  });

  it("is shown without the password in it, which is kept apart", () => {
    expect(parseSftp("sftp://user:p%40ss:word@host:22//r")).toMatchObject({
      location: "sftp://user@host:22//r",
      access: { password: "p@ss:word" },
    });
    expect(parseSftp("sftp://user:p@ss@host/r")).toMatchObject({
      location: "sftp://user@host/r",
      options: { host: "host" },
    });
  });

  it("is refused with the reason if it makes no sense, and never with a password", () => {
    const wrong = [
      "sftp:",
      "sftp:host",
      "sftp://host",
      "sftp:///r",
      "sftp://host:99999/r",
      "sftp://host/%zz",
      "sftp://host/~/r",
    ];
    for (const location of wrong)
      expect(() => parseSftp(location), location).toThrow(
        expect.objectContaining({ code: "storage/location-invalid" }),
      );
    for (const location of ["sftp://user:sec/ret@host/r", "sftp://user:secret@host", "sftp://user:secret@host/r?x"])
      expect(() => parseSftp(location), location).toThrow(/^(?!.*sec\/?ret)/);
  });
});
