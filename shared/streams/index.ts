export { isStream, withErrors } from "./streams.ts";
