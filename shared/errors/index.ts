export { AppError, type Facts } from "./app-error.ts";
export { errorToWire, hasCode, RevivedError, type WireError } from "./wire.ts";
