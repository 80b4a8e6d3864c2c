export { Restores, type RestoresOptions } from "./restores.ts";
