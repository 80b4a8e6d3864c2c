import { describe, expect, it } from "vitest";
import type { Place, PlanState } from "../../../shared/model/index.ts";
import { offeredPlaces, planOf, preselected } from "./choose-places.ts";

const place = (kind: Place["kind"], path: string): Place => ({ kind, path, name: kind });
const HOME = place("home", "/home/ada");
const PLACES = [
  HOME,
  place("documents", "/home/ada/Documents"),
  place("pictures", "/home/ada/Pictures"),
  place("downloads", "/home/ada/Downloads"),
  place("drive", "/media/Blue"),
];

/** The rest of a plan does not matter here. */
const planWith = (name: string, folders: readonly string[]) => ({ plan: { name, folders } }) as unknown as PlanState;

describe("what is chosen to begin with", () => {
  it("is what most people would miss", () => {
    expect(preselected(PLACES, [])).toEqual(["/home/ada/Documents", "/home/ada/Pictures"]);
  });

  it("is home where nothing else is found", () => {
    expect(preselected([HOME], [])).toEqual(["/home/ada"]);
  });

  it("leaves out what a plan has already, and then does not take home instead", () => {
    expect(preselected(PLACES, [planWith("Work", ["/home/ada/Documents"])])).toEqual(["/home/ada/Pictures"]);
    expect(preselected(PLACES, [planWith("All", ["/home/ada"])])).toEqual([]);
  });

  it("has nothing twice when one place lies in another", () => {
    const odd = [place("desktop", "/home/ada/Documents/Desktop"), ...PLACES];
    expect(preselected(odd, [])).toEqual(["/home/ada/Documents", "/home/ada/Pictures"]);
  });
});

describe("places", () => {
  it("are offered unless they are drives or the whole disk", () => {
    expect(offeredPlaces(PLACES).map(({ kind }) => kind)).toEqual(["home", "documents", "pictures", "downloads"]);
  });

  it("know the plan that has them, also by a folder above", () => {
    const plans = [planWith("All", ["/home/ada"])];
    expect([planOf("/home/ada/Documents", plans), planOf("/srv", plans)]).toEqual(["All", undefined]);
  });
});
