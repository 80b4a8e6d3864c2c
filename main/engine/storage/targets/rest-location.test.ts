import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LocationInvalid } from "../errors.ts";
import { parseRest } from "./rest-location.ts";

describe("locations of REST servers", () => {
  it.each([
    ["rest:https://host", "rest:https://host/", {}],
    ["rest:http://host:8000/a/b", "rest:http://host:8000/a/b/", {}],
    ["REST:HTTPS://Host/a//b/", "rest:https://host/a/b/", {}],
    ["rest:https://ada:p%3Aw@host/r", "rest:https://host/r/", { user: "ada", password: "p:w" }],
    ["rest:https://ada@host/", "rest:https://host/", { user: "ada" }],
    ["rest:http+unix:///tmp/s.sock:/r/", "rest:http+unix:///tmp/s.sock:/r/", {}],
    ["rest:http+unix://ada:pw@/tmp/s.sock", "rest:http+unix:///tmp/s.sock:/", { user: "ada", password: "pw" }],
  ])("%s is taken apart", (location, shown, access) => {
    const parsed = parseRest(location);
    expect(parsed).toMatchObject({ location: shown, access });
    expect(parseRest(shown)).toMatchObject({ location: shown, access: {}, options: parsed?.options });
  });

  it("show nothing of a login, whatever is in it", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 6 }), (user, password) => {
        const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
        const parsed = parseRest(`rest:https://${login}@host/x/`);
        expect(parsed).toMatchObject({ location: "rest:https://host/x/", access: { user, password } });
      }),
    );
  });

  it("of other kinds are not theirs, and those that make no sense are refused without what stood in them", () => {
    expect(parseRest("/rest:https://host")).toBeUndefined();
    for (const location of [
      "rest:",
      "rest:host/secret",
      "rest:ftp://u:secret@host",
      "rest:https://u:secret@",
      "rest:http+unix:secret",
    ]) {
      expect(() => parseRest(location), location).toThrow(LocationInvalid);
      expect(() => parseRest(location), location).not.toThrow(/secret/);
    }
    expect(() => parseRest("rest:https://u:secret@host/?x")).toThrow(LocationInvalid);
  });
});
