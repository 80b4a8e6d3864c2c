import { DamagedObject, UnsupportedFormat } from "./damaged.ts";
import { Fields } from "./fields.ts";
import { isId } from "./ids.ts";
import { parseJson } from "./json-parse.ts";
import { jsonObject } from "./json-write.ts";

/** Version 2 adds compression. */
export type FormatVersion = 1 | 2;

/** What a repository says about itself. Never compressed, in either version. */
export interface RepositoryConfig {
  readonly version: FormatVersion;
  /** 64 hex digits, random. */
  readonly id: string;
  /** Bit i is the coefficient of x^i. Secret: who knows it can tell from sizes where files were cut. */
  readonly chunkerPolynomial: bigint;
}

const OBJECT = "configuration";
const POLYNOMIAL = /^[0-9a-fA-F]{1,16}$/;

export function encodeConfig(config: RepositoryConfig): Buffer {
  const json = jsonObject({
    version: config.version,
    id: config.id,
    chunker_polynomial: config.chunkerPolynomial.toString(16),
  });
  return Buffer.from(json, "utf8");
}

/**
 * Whether the polynomial is fit for use is for the chunker to say.
 *
 * @throws {UnsupportedFormat} a version that this program does not know
 * @throws {DamagedObject} not a configuration
 */
export function decodeConfig(bytes: Uint8Array): RepositoryConfig {
  if (bytes.length === 0) throw new DamagedObject(OBJECT, "it is empty");
  const fields = new Fields(OBJECT, parseJson(OBJECT, bytes));
  const version = fields.count("version");
  if (version !== 1 && version !== 2) {
    throw new UnsupportedFormat(`The repository has format version ${version}; 1 and 2 are known.`, { version });
  }
  const id = fields.text("id");
  if (!isId(id)) return fields.damaged("id", "is not an id");
  const polynomial = fields.text("chunker_polynomial");
  if (!POLYNOMIAL.test(polynomial)) return fields.damaged("chunker_polynomial", "is not a hexadecimal number");
  return { version, id, chunkerPolynomial: BigInt(`0x${polynomial}`) };
}
