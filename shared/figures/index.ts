/** Numbers, sizes and times in words, the same wherever the program says them. */
export { bytes, count, countOf, duration, localTime, timeLeft } from "./figures.ts";
