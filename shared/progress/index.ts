/** How fast a run is and how long it will still take, the same in the terminal and in the windows. */
export { Rate } from "./rate.ts";
export { secondsLeft } from "./remaining.ts";
