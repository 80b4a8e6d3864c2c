/** What goes on, in words: in the window, the tray and notifications alike. All pure. */
export { activityWords, waitingFor } from "./activity-words.ts";
export { listInWords } from "./list-words.ts";
export { runTitle } from "./run-title.ts";
export { formatPercent, shareDone } from "./share-done.ts";
