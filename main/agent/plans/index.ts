export { Plans } from "./plans.ts";
