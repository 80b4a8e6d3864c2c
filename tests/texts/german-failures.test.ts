import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GERMAN_FAILURES } from "../../shared/texts/de/index.ts";
import { failuresIn } from "./failures.ts";
import { placesOf } from "./places.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = globSync("{main,renderer,shared}/**/*.ts", { cwd: ROOT }).filter(
  (path) => !/\.(test|fixture|as)\./.test(path),
);
const DECLARED = SOURCES.flatMap((path) => failuresIn(path, readFileSync(ROOT + path, "utf8")));

describe("the reader of failures", () => {
  it("finds codes and the facts that are always there", () => {
    const source = `
      class Full extends AppError { readonly code = "a/full"; constructor(at) { super("x", { at, ...factsOf(at), ...(at ? {} : { b: 1 }) }); } }
      function factsOf(at) { return { doing: "read", ...(at ? { file: 1 } : {}) }; }
      const BUG = { code: "a/bug", facts: { id } };
    `;
    expect(failuresIn("a.ts", source)).toEqual([
      { code: "a/full", facts: new Set(["at", "doing"]) },
      { code: "a/bug", facts: new Set(["id"]) },
    ]);
    expect(DECLARED.length).toBeGreaterThan(100);
  });
});

describe("the German words of failures", () => {
  it("are for failures that there are", () => {
    const codes = new Set(DECLARED.map(({ code }) => code));
    expect(Object.keys(GERMAN_FAILURES).filter((code) => !codes.has(code))).toEqual([]);
    expect(Object.keys(GERMAN_FAILURES).length).toBeGreaterThan(60);
  });

  it("have places only for facts that the failure has, whoever throws it", () => {
    const wrong = Object.entries(GERMAN_FAILURES).flatMap(([code, { message, hint }]) => {
      const places = [...placesOf(message, false), ...placesOf(hint, false)];
      const throwers = DECLARED.filter((failure) => failure.code === code);
      return throwers.flatMap(({ facts }) =>
        places.filter((name) => !facts.has(name)).map((name) => `${code}: ${name}`),
      );
    });
    expect(wrong).toEqual([]);
  });
});
