import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RevivedError } from "../../../shared/errors/index.ts";
import { Interrupted, NoRepositoryNamed, PasswordMissing, UsageError } from "./errors.ts";
import { EXIT_CODES, exitCodeOf, exitCodeTable } from "./exit-codes.ts";

function failure(code: string): RevivedError {
  return new RevivedError({ code, message: "", hint: "", retry: "never", facts: {} });
}

describe("exit codes", () => {
  it.each([
    [failure("repository/not-found"), 10],
    [new NoRepositoryNamed(), 10],
    [failure("repository/locked"), 11],
    [failure("repository/unreadable-lock"), 11],
    [failure("repository/wrong-password"), 12],
    [failure("repository/no-keys"), 12],
    [failure("storage/full"), 1],
    [new UsageError("x"), 1],
    [new PasswordMissing("x"), 1],
    [new Error("a bug"), 1],
    [new Interrupted(), 130],
  ])("are restic's: %s ends with %d", (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });

  it("are all in the help and in the manual", () => {
    const manual = readFileSync(new URL("../../../docs/manual/exit-codes.md", import.meta.url), "utf8");
    for (const { code, meaning } of Object.values(EXIT_CODES)) {
      expect(exitCodeTable()).toContain(`${code}  ${meaning}`);
      expect(manual).toContain(`| ${code} | ${meaning} |`);
    }
  });
});
