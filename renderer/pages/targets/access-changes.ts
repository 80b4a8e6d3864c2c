import type { Access, AccessField } from "../../../shared/targets/index.ts";

/**
 * What of a connection is to be changed: open values that differ, secrets that were typed, and empty values for what is to be
 * forgotten. What is not named stays as it is.
 */
export function accessChanges(
  fields: readonly AccessField[],
  kept: Access,
  typed: Access,
  forgotten: readonly string[],
): Access {
  const changes = fields.flatMap(({ name, kind }): (readonly [string, string])[] => {
    const value = kind === "secret" ? (typed[name] ?? "") : (typed[name] ?? "").trim();
    if (kind !== "secret") return value === (kept[name] ?? "") ? [] : [[name, value]];
    if (value !== "") return [[name, value]];
    return forgotten.includes(name) ? [[name, ""]] : [];
  });
  return Object.fromEntries(changes);
}
