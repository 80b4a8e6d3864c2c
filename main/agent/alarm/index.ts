export { type AlarmDeps, type JustMade, watchForMassChange } from "./alarm.ts";
export { judge, type RunChange } from "./judge.ts";
