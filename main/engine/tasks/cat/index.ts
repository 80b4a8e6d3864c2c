export { cat } from "./cat.ts";
export { ObjectNotFound } from "./errors.ts";
export { type CatOptions, type CatResult, type CatSubject, IDENTIFIED_KINDS, type IdentifiedKind } from "./model.ts";
