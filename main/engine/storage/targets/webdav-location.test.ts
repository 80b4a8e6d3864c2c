import { describe, expect, it } from "vitest";
import { encoded, isLoopback, parseWebdav } from "./webdav-location.ts";

const folders = (location: string): readonly string[] | undefined => parseWebdav(location)?.options.folders;

describe("a WebDAV location", () => {
  it("is an address, in any of its spellings", () => {
    const expected = { origin: "https://cloud.example:8443", folders: ["remote.php", "dav"] };
    for (const location of [
      "webdav:https://cloud.example:8443/remote.php/dav",
      "webdavs://cloud.example:8443/remote.php/dav/",
      "WEBDAV:https://cloud.example:8443//remote.php/./dav",
    ]) {
      expect(parseWebdav(location)?.options, location).toEqual(expected);
      expect(parseWebdav(location)?.location).toBe("webdav:https://cloud.example:8443/remote.php/dav");
    }
    expect(parseWebdav("webdav://host/x")?.options.origin).toBe("http://host");
    expect(parseWebdav("webdav:https://host")).toMatchObject({
      options: { folders: [] },
      location: "webdav:https://host/",
    });
  });

  it("gives up the login that is in it, and does not show it", () => {
    const parsed = parseWebdav("webdav:https://j%C3%B6rg:p%40ss%2F%3A@host/x");
    expect(parsed?.access).toEqual({ user: "jörg", password: "p@ss/:" });
    expect(parsed?.location).toBe("webdav:https://host/x");
  });

  it("takes names with spaces, umlauts and percent signs, encoded or not", () => {
    for (const path of ["100%25%20%C3%BCber", "100% über", "100%25 über"]) {
      expect(folders(`webdav:https://host/a/${path}/b`), path).toEqual(["a", "100% über", "b"]);
    }
    const shown = parseWebdav("webdav:https://host/100% über/it's (1)")?.location ?? "";
    expect(shown).toBe("webdav:https://host/100%25%20%C3%BCber/it%27s%20%281%29");
    expect(parseWebdav(shown)?.location).toBe(shown);
  });

  it("is refused where it makes no sense, without telling what may be a password", () => {
    const senseless = [
      "webdav:",
      "webdav:host/path",
      "webdav:ftp://host/",
      "webdav:https:///secret",
      "webdav:https://u:secret@/x",
    ];
    for (const location of [...senseless, "webdav:https://u:secret@host/x?y=secret", "webdav:https://host/a%2Fb"]) {
      expect(() => parseWebdav(location), location).toThrow(/is no place for a repository/);
      expect(() => parseWebdav(location), location).not.toThrow(/secret/);
    }
    for (const other of ["/srv/webdav", "webdavx:https://host", "https://host/"])
      expect(parseWebdav(other)).toBeUndefined();
  });
});

it("encodes what is no letter, digit or one of -_.~", () => {
  expect(encoded("aZ0-_.~ !'()*/%ü")).toBe("aZ0-_.~%20%21%27%28%29%2A%2F%25%C3%BC");
});

it("knows this computer", () => {
  for (const host of ["localhost", "127.0.0.1:8080", "127.1.2.3", "[::1]:80"])
    expect(isLoopback(`http://${host}`)).toBe(true);
  for (const host of ["nas", "127.example.org", "10.0.0.1"]) expect(isLoopback(`http://${host}`)).toBe(false);
});
