/** Which folders changed since which snapshot. */
export { type ChangedSince, Journal, type JournalQuery, type JournalRebase } from "./journal.ts";
