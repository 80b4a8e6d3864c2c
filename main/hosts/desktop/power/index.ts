/** The computer's power, as Electron tells of it. */
export { type PowerParts, watchPower } from "./power-watch.ts";
