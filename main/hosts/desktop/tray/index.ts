/** The icon in the tray: the state at a glance, and the ways in. */
export { findTrayHost } from "./tray-host.ts";
export { TrayKeeper } from "./tray-keeper.ts";
export type { TrayAction } from "./tray-model.ts";
