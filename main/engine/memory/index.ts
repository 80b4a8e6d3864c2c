export { release } from "./release.ts";
export { Workspace } from "./workspace.ts";
