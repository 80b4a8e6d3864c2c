import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GERMAN } from "../../shared/texts/de/index.ts";
import type { Dictionary } from "../../shared/words/index.ts";
import { placesOf } from "./places.ts";
import { saidIn, sources } from "./said.ts";

const FOLDER = new URL("../../shared/texts/de/", import.meta.url);

const SOURCES = sources();
const SAID = SOURCES.map(([path, source]) => saidIn(path, source));
const TEXTS = SAID.flatMap(({ texts }) => texts);

describe("what the window, its tray and its notifications say", () => {
  it("is found", () => {
    expect(SOURCES.length).toBeGreaterThan(200);
    expect(TEXTS.length).toBeGreaterThan(100);
  });

  it("is written out where it is said", () => {
    expect(SAID.flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  it("is said, and not just written into the page", () => {
    expect(SAID.flatMap(({ bare }) => bare)).toEqual([]);
  });

  it("is given a value for each of its places, and no other", () => {
    const wrong = TEXTS.filter(({ message, given }) => {
      const places = placesOf(message).map((name) => name.replaceAll(/[<>]/g, ""));
      return given !== undefined && given.toSorted().join() !== places.toSorted().join();
    });
    expect(wrong).toEqual([]);
  });

  it("is there in German", () => {
    const lacking = TEXTS.filter(({ message }) => !Object.hasOwn(GERMAN, message));
    expect(lacking.map(({ place, message }) => `${place}: ${message}`)).toEqual([]);
  });
});

describe("the German texts", () => {
  it("are all said somewhere", () => {
    const said = new Set(TEXTS.map(({ message }) => message));
    expect(Object.keys(GERMAN).filter((message) => !said.has(message))).toEqual([]);
  });

  it("have the same places as the English ones", () => {
    const differing = Object.entries(GERMAN).filter(
      ([english, german]) => placesOf(german).join() !== placesOf(english).join(),
    );
    expect(differing).toEqual([]);
  });

  it("are joined, each room's and each the same in every room", async () => {
    const files = readdirSync(FOLDER).filter((name) => !["index.ts", "errors.ts"].includes(name));
    const rooms = await Promise.all(files.map((name) => import(new URL(name, FOLDER).href)));
    const entries = rooms.flatMap((room) => Object.values<Dictionary>(room).flatMap((each) => Object.entries(each)));
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.filter(([english, german]) => GERMAN[english] !== german)).toEqual([]);
  });
});
