/** The words of a plan that more than one page says or asks for: when it runs, what it keeps, what it waits for. */
export * from "./choices.ts";
export { hoursWords, waitWords } from "./condition-words.ts";
export { HoursFields } from "./hours-fields.tsx";
export { KeepChoice, keepDraftOf } from "./keep-choice.tsx";
export { keepWords } from "./keep-words.ts";
export { WhenChoice, whenDraftOf } from "./when-choice.tsx";
export { actionWords, backupTimes, otherTimes, whenWords } from "./when-words.ts";
export { WordButton } from "./word-button.tsx";
