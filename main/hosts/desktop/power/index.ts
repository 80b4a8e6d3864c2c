/** The computer's power, as Electron tells of it. */
export { watchPower } from "./power-watch.ts";
