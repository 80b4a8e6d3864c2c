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
    { cause: "odd", count: 2 },
  ];

  it("begins with the most frequent one, counts all and lists the first", () => {
    expect(byCause("backup", causes, problems, 1)[0]).toMatchObject({
      ...{ cause: "not-allowed", count: 9, says: "9 entries may not be read by the user that Holdfast runs as" },
      first: [problems[1]],
    });
  });

  it("says of a restore that it could not write", () => {
    expect(byCause("restore", causes, problems, 1)[0]?.says).toBe(
      "9 entries may not be written by the user that Holdfast runs as",
    );
  });

  it("names a cause that has no words, also when none of its entries is kept", () => {
    expect(byCause("backup", causes, problems, 5).find(({ cause }) => cause === "odd")).toMatchObject({
      ...{ says: "2 entries could not be saved (odd)", first: [] },
    });
  });
});
