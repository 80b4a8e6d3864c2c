import { describe, expect, it } from "vitest";
import { placesOf } from "./places.ts";
import { saidIn } from "./said.ts";

const saidBy = (source: string) => saidIn("a.tsx", source);

describe("the reader of texts", () => {
  it("finds what is said and what is marked, with its values", () => {
    const { texts, unreadable } = saidBy(`
      say("One {a}", { a: 1 });
      const X = { user: text("by hand"), other: isIt ? say("yes") : say(isNot ? "no" : "perhaps", rest) };
      say(X.user);
    `);
    expect(texts.map(({ message, given }) => [message, given])).toEqual([
      ["One {a}", ["a"]],
      ["by hand", undefined],
      ["yes", []],
      ["no", undefined],
      ["perhaps", undefined],
    ]);
    expect(unreadable).toEqual([]);
  });

  it("finds what is put together", () => {
    const { unreadable } = saidBy(`\nsay(\`Hello \${name}\`);\nsay("a" + b);\ntext(1);`);
    expect(unreadable).toEqual(["a.tsx:2", "a.tsx:3", "a.tsx:4"]);
  });

  it("finds words that nothing says", () => {
    expect(saidBy('<code translate="no">holdfast open</code>').bare).toEqual([]);
    const { bare } = saidBy(
      'const a = <p title="A title" id="word">Words {say("x")} · <i aria-label={say("y")} /></p>;',
    );
    expect(bare).toEqual(["a.tsx:1: A title", "a.tsx:1: Words"]);
  });

  it("finds places, in plurals and tags too", () => {
    expect(placesOf("{n, plural, one {# file of {plan}} other {# files}} in <link>{place}</link>")).toEqual([
      ...["<link>", "n", "place", "plan"],
    ]);
  });
});
