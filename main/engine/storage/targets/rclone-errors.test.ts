import { describe, expect, it } from "vitest";
import type { StorageAction } from "../errors.ts";
import { lastWords, translateEnd } from "./rclone-errors.ts";
import { parseRclone, remoteName } from "./rclone-location.ts";

const ACTION: StorageAction = { location: "rclone:far:r", doing: "list" };
const NAMES = { program: "rclone", remote: "far" };

describe("what rclone says when it ends", () => {
  it.each([
    ['Failed to create file system for "far:r": didn\'t find section in config file ("far")', "storage/no-container"],
    [
      "Failed to load config file: unable to decrypt configuration and not allowed to ask for password",
      "storage/access-denied",
    ],
    ["Failed to create file system: couldn't connect SSH: ssh: unable to authenticate", "storage/access-denied"],
    ["couldn't fetch token: invalid_grant: maybe token expired?", "storage/access-denied"],
    ["dial tcp: lookup far.example: no such host", "storage/unreachable"],
    ["something else", "storage/failed"],
    ["", "storage/failed"],
  ])("%s is %s before its first answer, and an interruption later", (said, code) => {
    expect(translateEnd({ hadAnswered: false, said }, ACTION, NAMES)).toMatchObject({ code });
    expect(translateEnd({ hadAnswered: true, said }, ACTION, NAMES)).toMatchObject({ code: "storage/interrupted" });
  });

  it("is its last line that is no notice, without date and secrets", () => {
    const text = [
      "2026/11/23 00:17:15 ERROR : earlier",
      "2026/11/23 00:17:15 CRITICAL: Failed with pass=abc123, token: xyz789 at https://ada:hidden@host/ and the-password.",
      "2026/11/23 00:17:16 NOTICE: good bye",
    ].join("\n");
    const said = lastWords(text, ["the-password"]);
    expect(said).toMatch(/^Failed with pass=… token: … at https:\/\/…@host\/ and …$/);
  });
});

describe("locations of rclone", () => {
  it("are rclone's own words for a place", () => {
    expect(parseRclone("rclone:far:a b/c")).toMatchObject({
      location: "rclone:far:a b/c",
      options: { remote: "far:a b/c" },
    });
    expect(parseRclone("sftp:far:a")).toBeUndefined();
    expect(["far:x", "far,opt=1:x", ":sftp,host=h:x"].map((remote) => remoteName({ remote }))).toEqual([
      "far",
      "far",
      ":sftp",
    ]);
  });

  it("that make no sense, would be taken for flags or carry secrets are refused", () => {
    for (const location of ["rclone:", "rclone:far", "rclone:/a:b", "rclone:--config=x:y"])
      expect(() => parseRclone(location), location).toThrow("no place for a repository");
    for (const location of [
      "rclone::sftp,host=h,pass=hidden:x",
      "rclone:s3,secret_access_key=hidden:x",
      "rclone::b2,key=hidden:x",
    ]) {
      expect(() => parseRclone(location), location).toThrow("rclone's settings");
      expect(() => parseRclone(location), location).not.toThrow(/hidden/);
    }
  });
});
