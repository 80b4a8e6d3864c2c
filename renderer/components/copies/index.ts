/** How well a plan's copies are spread, in words and with the one next step. */
export { CopiesNext } from "./copies-next.tsx";
export { CopyPlaces } from "./copy-places.tsx";
export { placesOf } from "./copy-words.ts";
export { ScorePoints } from "./score-points.tsx";
