import type { z } from "zod";
import type { Log } from "../log/index.ts";

/**
 * Records as JSON text, and back. Lone surrogates, which stand for bytes of names that are not UTF-8, survive: JSON.stringify
 * escapes them, while SQLite's own texts would not keep them.
 */
export class Records {
  readonly #log: Log | undefined;
  /** Told already: lists are read often. */
  readonly #told = new Set<string>();

  constructor(log?: Log) {
    this.#log = log;
  }

  write(record: object): string {
    return JSON.stringify(record);
  }

  /** @returns undefined for a record that is not what it should be: it is left out, and the log says so once */
  read<T>(schema: z.ZodType<T>, text: string): T | undefined {
    const parsed = schema.safeParse(toValue(text));
    if (parsed.success) return parsed.data;
    this.#tell(text, parsed.error);
    return undefined;
  }

  readAll<T>(schema: z.ZodType<T>, rows: readonly { readonly record: string }[]): T[] {
    return rows.map(({ record }) => this.read(schema, record)).filter((record) => record !== undefined);
  }

  #tell(text: string, error: z.ZodError): void {
    if (this.#told.has(text) || this.#told.size >= 1000) return;
    this.#told.add(text);
    const [issue] = error.issues;
    const facts = { start: text.slice(0, 120), problem: issue?.message ?? "", at: issue?.path.join(".") ?? "" };
    this.#log?.warn(facts, "A record of the catalog is not what it should be and is left out");
  }
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which no schema of a record accepts
  }
}
