import { type Icon, IconDatabasePlus, IconFilePlus } from "@tabler/icons-react";
import { say, type Text, text } from "../../shared/words/index.ts";
import { type PageDefinition, paths } from "../navigation/index.ts";

/** Somewhere in the window. */
export interface PlaceFound {
  readonly to: string;
  readonly name: string;
  readonly icon: Icon;
}

/** Places with a beginning of their own, besides those of the navigation. */
const MORE: readonly { readonly to: string; readonly title: Text; readonly icon: Icon }[] = [
  { to: paths.setup, title: text("Add a plan"), icon: IconFilePlus },
  { to: paths.addTarget, title: text("Add a target"), icon: IconDatabasePlus },
];

/** The places whose names have each word of a text; all of them for none. */
export function placesFor(search: string, pages: readonly PageDefinition[]): readonly PlaceFound[] {
  const words = search.toLowerCase().split(/\s+/);
  const places = pages
    .filter(({ inNavigation }) => inNavigation !== undefined)
    .toSorted((a, b) => (a.inNavigation ?? 0) - (b.inNavigation ?? 0))
    .map(({ path, title, icon }) => ({ to: path, title, icon }));
  return [...places, ...MORE]
    .map(({ to, title, icon }) => ({ to, icon, name: say(title) }))
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}
