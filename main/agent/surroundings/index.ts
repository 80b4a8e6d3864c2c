/** What is known of the computer: its power, its connection, whether somebody uses it. */
export { Lookout } from "./lookout.ts";
export type { Surroundings } from "./surroundings.ts";
