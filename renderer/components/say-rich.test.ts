import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { sayRich } from "./say-rich.ts";

describe("a text with more than text in it", () => {
  it("has links and values where the sentence has them", () => {
    const said = sayRich("Go to the <link>overview of {plan}</link>, {when}.", {
      link: (inner) => createElement("a", { href: "/" }, inner),
      plan: "<Photos>",
      when: createElement("time", null, "now"),
    });
    expect(renderToStaticMarkup(said)).toBe('Go to the <a href="/">overview of &lt;Photos&gt;</a>, <time>now</time>.');
  });
});
