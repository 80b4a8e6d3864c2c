/** Asks where something goes that comes back and what about files that are there, says what will happen, and does it. */
export { RestoreSheet } from "./restore-sheet.tsx";
export * from "./selection.ts";
export { totalChosen, totalInWords } from "./selection-total.ts";
export { namesIn, type Where } from "./where.ts";
