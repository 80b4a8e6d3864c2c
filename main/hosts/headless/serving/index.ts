export { onHangUp } from "./hang-up.ts";
export { showWindow } from "./show-window.ts";
