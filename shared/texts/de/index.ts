import type { Dictionary } from "../../words/index.ts";
import { APP } from "./app.ts";

export { GERMAN_FAILURES } from "./errors.ts";

/** Every text in German; a file for each room. */
export const GERMAN: Dictionary = {
  ...APP,
};
