import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { systemZone } from "./system-zone.ts";

function linkTo(place: string): string {
  const link = join(tempFolder(), "localtime");
  symlinkSync(place, link);
  return link;
}

describe.skipIf(process.platform === "win32")("the computer's time zone", () => {
  beforeEach(() => {
    const before = process.env["TZ"];
    delete process.env["TZ"];
    onTestFinished(() => {
      if (before !== undefined) process.env["TZ"] = before;
    });
  });

  it.each([
    ["/usr/share/zoneinfo/Australia/Lord_Howe", "Australia/Lord_Howe"],
    ["../usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"],
    ["/var/db/timezone/zoneinfo/America/New_York", "America/New_York"],
    ["/usr/share/zoneinfo.default/Asia/Tokyo", "Asia/Tokyo"],
  ])("is where the link leads: %s", (place, zone) => {
    expect(systemZone(linkTo(place))).toBe(zone);
  });

  it("is the runtime's where there is no link, or a zone that nobody knows", () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(systemZone(join(tempFolder(), "none"))).toBe(own);
    expect(systemZone(linkTo("/usr/share/zoneinfo/Mars/Olympus"))).toBe(own);
  });
});
