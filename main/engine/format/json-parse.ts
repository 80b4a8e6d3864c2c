import { DamagedObject } from "./damaged.ts";
import { jsonString } from "./json-text.ts";

const LONG_NUMBER = /:[ \t\r\n]*[0-9]{16}/;
const WHOLE = /^[0-9]+$/;
const MAX_DEPTH = 64;

/**
 * Reads JSON from untrusted bytes; bytes that are not UTF-8 become U+FFFD, as in Go.
 *
 * @param object what is being read, as DamagedObject takes it
 * @throws {DamagedObject} it is not JSON
 */
export function parseJson(object: string, bytes: Uint8Array): unknown {
  return parseText(object, textOf(object, bytes), undefined);
}

/** Like parseJson, but whole numbers that a JavaScript number would round arrive as bigint. */
export function parseJsonExactly(object: string, bytes: Uint8Array): unknown {
  const text = textOf(object, bytes);
  // The reviver makes parsing several times slower, so it is used only where a long number may be.
  return parseText(object, text, LONG_NUMBER.test(text) ? keepLongNumbers : undefined);
}

/** Writes a parsed value back as Go would: no white space, fields in their order. */
export function jsonOfValue(object: string, value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new DamagedObject(object, "it is nested too deeply");
  if (typeof value === "string") return jsonString(value);
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => jsonOfValue(object, item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, item]) => {
    return `${jsonString(key)}:${jsonOfValue(object, item, depth + 1)}`;
  });
  return `{${fields.join(",")}}`;
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const keepLongNumbers: Reviver = (_key, value, context) => {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return context.source !== undefined && WHOLE.test(context.source) ? BigInt(context.source) : value;
};

function textOf(object: string, bytes: Uint8Array): string {
  try {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  } catch (cause) {
    throw new DamagedObject(object, "it is too long to read", { bytes: bytes.byteLength }, cause);
  }
}

function parseText(object: string, text: string, reviver: Reviver | undefined): unknown {
  try {
    // The third argument of a reviver is newer than the compiler's types.
    return JSON.parse(text, reviver as ((key: string, value: unknown) => unknown) | undefined);
  } catch (cause) {
    throw new DamagedObject(object, "it is not JSON", { bytes: text.length }, cause);
  }
}
