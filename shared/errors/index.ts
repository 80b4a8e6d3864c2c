export { AppError, type Facts, type Retry } from "./app-error.ts";
export { errorToWire, hasCode, RevivedError, type WireError } from "./wire.ts";
