/** A run where it was started. */
export { RunInPlace } from "./run-in-place.tsx";
