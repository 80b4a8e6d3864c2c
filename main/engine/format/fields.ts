import { DamagedObject } from "./damaged.ts";
import { type AnyId, isId } from "./ids.ts";
import { isTime, type TimeText } from "./time.ts";

const MAX_UINT64 = 2n ** 64n - 1n;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads the fields of one JSON object that came from outside. What is null counts as left out, as in Go.
 *
 * Every reader returns a value of the type it says or throws DamagedObject; the `optional` ones return undefined for a
 * field that is not there, the others throw.
 */
export class Fields {
  readonly #object: string;
  readonly #values: Readonly<Record<string, unknown>>;

  /** @param object what is being read, as DamagedObject takes it */
  constructor(object: string, value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new DamagedObject(object, "a JSON object was expected");
    }
    this.#object = object;
    this.#values = value as Readonly<Record<string, unknown>>; // a JSON object, as just checked
  }

  /** The value as JSON has it; undefined when it is null or not there. */
  raw(field: string): unknown {
    return this.#values[field] ?? undefined; // no field has the name of something that every object inherits
  }

  /** Whether the field is there, be it null. */
  has(field: string): boolean {
    return Object.hasOwn(this.#values, field);
  }

  text(field: string): string {
    return this.optionalText(field) ?? this.#missing(field);
  }

  optionalText(field: string): string | undefined {
    const value = this.raw(field);
    return value === undefined || typeof value === "string" ? value : this.damaged(field, "is not a text");
  }

  /** A whole number from 0 to `max`. */
  count(field: string, max = Number.MAX_SAFE_INTEGER): number {
    return this.optionalCount(field, max) ?? this.#missing(field);
  }

  optionalCount(field: string, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= max;
    return isCount ? value : this.damaged(field, "is not a number in range");
  }

  /** A whole number of 64 bits, which may be beyond what a JavaScript number holds. */
  optionalUint64(field: string): bigint | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
    const isUint64 = typeof value === "bigint" && value >= 0n && value <= MAX_UINT64;
    return isUint64 ? value : this.damaged(field, "is not a number in range");
  }

  flag(field: string): boolean {
    const value = this.raw(field) ?? false;
    return typeof value === "boolean" ? value : this.damaged(field, "is neither true nor false");
  }

  time(field: string): TimeText {
    const value = this.text(field);
    return isTime(value) ? value : this.damaged(field, "is not a time");
  }

  id<T extends AnyId>(field: string): T {
    return this.optionalId<T>(field) ?? this.#missing(field);
  }

  optionalId<T extends AnyId>(field: string): T | undefined {
    const value = this.raw(field);
    return value === undefined || isId<T>(value) ? value : this.damaged(field, "is not an id");
  }

  optionalIds<T extends AnyId>(field: string): T[] | undefined {
    const values = this.optionalList(field);
    if (values === undefined) return undefined;
    // isId has just looked at every element.
    return values.every((value) => isId<T>(value)) ? (values as T[]) : this.damaged(field, "is not a list of ids");
  }

  optionalTexts(field: string): string[] | undefined {
    const values = this.optionalList(field);
    if (values === undefined) return undefined;
    const areTexts = values.every((value) => typeof value === "string");
    return areTexts ? (values as string[]) : this.damaged(field, "is not a list of texts"); // just checked
  }

  optionalList(field: string): unknown[] | undefined {
    const value = this.raw(field);
    return value === undefined || Array.isArray(value) ? value : this.damaged(field, "is not a list");
  }

  bytes(field: string): Buffer {
    return this.optionalBytes(field) ?? this.#missing(field);
  }

  /** The bytes of a text in standard base64. */
  optionalBytes(field: string): Buffer | undefined {
    const text = this.optionalText(field);
    if (text === undefined) return undefined;
    return BASE64.test(text) ? Buffer.from(text, "base64") : this.damaged(field, "is not in base64");
  }

  /** Says that a field holds something it must not. */
  damaged(field: string, problem: string): never {
    throw new DamagedObject(this.#object, `the field “${field}” ${problem}`, { field });
  }

  #missing(field: string): never {
    return this.damaged(field, "is missing");
  }
}
