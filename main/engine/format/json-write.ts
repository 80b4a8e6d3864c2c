import { jsonString } from "./json-text.ts";

type Value = string | number | boolean | readonly string[] | { readonly raw: string } | undefined;

/**
 * A JSON object as Go writes it, fields in the order given. Undefined and empty lists are left out; so that a zero or
 * an empty text is left out too where the format says so, pass `orNothing` of it.
 *
 * @param fields `raw` stands for JSON that is already written
 */
export function jsonObject(fields: Readonly<Record<string, Value>>): string {
  let json = "";
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    json += `${json === "" ? "" : ","}"${name}":${jsonValue(value)}`;
  }
  return `{${json}}`;
}

/** The value, or undefined where it is zero or empty. */
export function orNothing<T extends string | number>(value: T | undefined): T | undefined {
  return value ? value : undefined;
}

/** A list that is written even if it is empty. */
export function jsonTexts(texts: readonly string[]): { readonly raw: string } {
  return { raw: `[${texts.map(jsonString).join(",")}]` };
}

function jsonValue(value: Exclude<Value, undefined>): string {
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "raw" in value ? value.raw : jsonTexts(value).raw;
}
