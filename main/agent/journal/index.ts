/** Which folders changed since which snapshot. */
export { type ChangedSince, Journal, type JournalCopy, type JournalQuery, type JournalRebase } from "./journal.ts";
