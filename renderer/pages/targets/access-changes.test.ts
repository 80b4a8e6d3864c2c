import { describe, expect, it } from "vitest";
import { targetType } from "../../../shared/targets/index.ts";
import { accessChanges } from "./access-changes.ts";

const { fields } = targetType("sftp");
const kept = { keyFile: "/home/ada/.ssh/id", connections: "3" };

describe("what of a connection is changed", () => {
  it("is nothing as long as nothing was typed: secrets that are kept stay", () => {
    expect(accessChanges(fields, kept, kept, [])).toEqual({});
  });

  it("is what differs, an emptied value and a typed secret among it, as it was typed", () => {
    const typed = { keyFile: " ", connections: "5", password: " right " };
    expect(accessChanges(fields, kept, typed, [])).toEqual({ keyFile: "", connections: "5", password: " right " });
  });

  it("forgets a kept secret only when told to, and not one that was typed anew", () => {
    expect(accessChanges(fields, kept, kept, ["password"])).toEqual({ password: "" });
    expect(accessChanges(fields, kept, { ...kept, password: "new" }, ["password"])).toEqual({ password: "new" });
  });
});
