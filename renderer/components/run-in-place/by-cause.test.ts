import { describe, expect, it } from "vitest";
import { byCause } from "./by-cause.ts";

describe("problems by cause", () => {
  const problems = [
    { cause: "vanished", path: "/a", message: "It was deleted." },
    { cause: "not-allowed", path: "/b", message: "You may not read it." },
    { cause: "not-allowed", path: "/c", message: "You may not read it." },
  ];
  const causes = [
    { cause: "vanished", count: 1 },
    { cause: "not-allowed", count: 9 },
    { cause: "damaged", count: 2 },
  ];

  it("begins with the most frequent one, counts all and lists the first", () => {
    expect(byCause(causes, problems, 1)[0]).toEqual({
      ...{ cause: "not-allowed", count: 9, says: "You may not read it." },
      first: [problems[1]],
    });
  });

  it("names a cause of which none is kept", () => {
    expect(byCause(causes, problems, 5).find(({ cause }) => cause === "damaged")).toMatchObject({
      ...{ says: "damaged", first: [] },
    });
  });
});
