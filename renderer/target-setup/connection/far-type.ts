import { TARGET_TYPES, type TargetType, typeOfLocation } from "../../../shared/targets/index.ts";

/** The kinds of places on other machines. */
export type FarType = Exclude<TargetType, "local">;

/** In the order in which they are offered. */
export const FAR_TYPES: readonly FarType[] = TARGET_TYPES.map(({ type }) => type).filter((type) => type !== "local");

/** What kind of place on another machine a location is; undefined for a folder or drive. */
export function farTypeOf(location: string): FarType | undefined {
  const type = typeOfLocation(location);
  return type === "local" ? undefined : type;
}
