/** How much of the computer a run takes. */
export { PaceChooser } from "./pace-chooser.ts";
