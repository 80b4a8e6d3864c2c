export { watchForMassChange } from "./alarm.ts";
