/** Days and times of day in words, and how long a pause can last. All pure. */
export { formatDate, formatTime, startOfDay } from "./calendar.ts";
export { atInWords, dayInWords, sinceInWords, timeInWords, untilInWords } from "./moment-words.ts";
export { pauseEnds } from "./pause-ends.ts";
