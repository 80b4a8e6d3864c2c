/** Days and times of day in words, and how long a pause can last. All pure. */
export { formatDate, formatTime, startOfDay } from "./calendar.ts";
export { atInWords, dayInWords, sinceInWords, timeInWords, untilInWords } from "./moment-words.ts";
export { PAUSE_ENDS, type PauseEnd, pauseUntil, pauseWords } from "./pause-ends.ts";
