import { describe, expect, it } from "vitest";
import { RevivedError } from "../../../shared/errors/index.ts";
import { FileUnusable, NoRepositoryNamed, PasswordMissing, UsageError } from "./errors.ts";
import { explainAsData, explainToPerson } from "./explain.ts";

const MISSING = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });

describe("a failure told to a person", () => {
  it.each([
    new NoRepositoryNamed(),
    new PasswordMissing("/media/blue"),
    new UsageError("There is no option “--jsn”."),
    new FileUnusable("pw.txt", "read", MISSING),
  ])("is a sentence and a hint: %s", (error) => {
    expect(explainToPerson(error, false)).toMatchSnapshot();
  });

  it("has code, facts and causes with -v, and never a stack", () => {
    const text = explainToPerson(new FileUnusable("pw.txt", "read", MISSING), true);
    expect(text).toContain("  code: cli/file\n  path: pw.txt\n  cause: ENOENT: no such file");
    expect(text).not.toContain("    at ");
  });

  it("cannot drive the terminal", () => {
    expect(explainToPerson(new FileUnusable("a\u001b[2Jb", "read"), false)).toContain("a\\x1b[2Jb");
  });

  it("says of a bug that it is one", () => {
    expect(explainToPerson(new TypeError("x is undefined"), false)).toBe(
      "holdfast: x is undefined\n  This is a mistake in Holdfast itself. Please report it, with what -v tells.",
    );
  });
});

describe("a failure told to a program", () => {
  it("has restic's keys, the failure's name, the hint and the facts", () => {
    const error = new RevivedError({
      code: "repository/locked",
      message: "In use.",
      hint: "Wait.",
      retry: "later",
      facts: { pid: 7 },
    });
    expect(explainAsData(error)).toEqual({
      message_type: "exit_error",
      code: 11,
      message: "In use.",
      error: "repository/locked",
      hint: "Wait.",
      retry: "later",
      facts: { pid: 7 },
    });
  });
});
