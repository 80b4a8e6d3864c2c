import type { Access, AccessField } from "../../../shared/targets/index.ts";
import { say } from "../../../shared/words/index.ts";
import type { AddressParts } from "./address.ts";
import type { FarType } from "./far-type.ts";

/**
 * A connection as it is typed. It has secrets in it: it lives in the memory of the open page and nowhere else, and ends with it.
 */
export interface TypedConnection {
  readonly type: FarType;
  readonly parts: AddressParts;
  readonly access: Access;
}

/** What goes to the agent: fields that say something. */
export function filledIn(access: Access): Access {
  const filled = Object.entries(access).map(([name, value]) => [name, value.trim() === "" ? "" : value] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ""));
}

/** What is wrong with a typed value; undefined if nothing is. */
export function fieldProblem(field: AccessField, value: string): string | undefined {
  if (field.kind !== "number" || value.trim() === "") return undefined;
  return /^[1-9]\d{0,5}$/.test(value.trim()) ? undefined : say("This is a whole number, or nothing.");
}
