export { clearScratch, SCRATCH_FOLDER, withScratch } from "./scratch.ts";
