export { Restores } from "./restores.ts";
