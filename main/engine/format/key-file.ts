import { UnsupportedFormat } from "./damaged.ts";
import { Fields } from "./fields.ts";
import { parseJson } from "./json-parse.ts";
import { jsonObject } from "./json-write.ts";
import type { TimeText } from "./time.ts";

/** A password's way to the master key. Stored in the clear, so it shows host and user. */
export interface KeyFile {
  readonly created: TimeText;
  readonly username: string;
  readonly hostname: string;
  readonly kdf: "scrypt";
  readonly N: number;
  readonly r: number;
  readonly p: number;
  /** 64 bytes. */
  readonly salt: Buffer;
  /** The master key's JSON, sealed with the key that the password gives. */
  readonly data: Buffer;
}

/** The three parts of the master key, which seals everything but key files; sizes in bytes: 32, 16, 16. */
export interface MasterKeyParts {
  readonly encrypt: Buffer;
  readonly k: Buffer;
  readonly r: Buffer;
}

const SALT_BYTES = 64;
const KEY_FILE = "key file";
const MASTER_KEY = "master key";

export function encodeKeyFile(key: KeyFile): Buffer {
  const { created, username, hostname, kdf, N, r, p } = key;
  const [salt, data] = [key.salt.toString("base64"), key.data.toString("base64")];
  return Buffer.from(jsonObject({ created, username, hostname, kdf, N, r, p, salt, data }), "utf8");
}

/**
 * Whether the scrypt parameters can be used is for crypto to say.
 *
 * @throws {UnsupportedFormat} a key derivation other than scrypt
 * @throws {DamagedObject} not a key file
 */
export function decodeKeyFile(bytes: Uint8Array): KeyFile {
  const fields = new Fields(KEY_FILE, parseJson(KEY_FILE, bytes));
  const kdf = fields.text("kdf");
  if (kdf !== "scrypt") throw new UnsupportedFormat("The key file uses an unknown key derivation.", { kdf });
  const salt = fields.bytes("salt");
  if (salt.length !== SALT_BYTES) return fields.damaged("salt", "does not have 64 bytes");
  return {
    created: fields.time("created"),
    username: fields.optionalText("username") ?? "",
    hostname: fields.optionalText("hostname") ?? "",
    kdf,
    N: fields.count("N"),
    r: fields.count("r"),
    p: fields.count("p"),
    salt,
    data: fields.bytes("data"),
  };
}

export function encodeMasterKey(key: MasterKeyParts): Buffer {
  const mac = jsonObject({ k: key.k.toString("base64"), r: key.r.toString("base64") });
  return Buffer.from(jsonObject({ mac: { raw: mac }, encrypt: key.encrypt.toString("base64") }), "utf8");
}

/** @throws {DamagedObject} not a master key, or parts of the wrong size */
export function decodeMasterKey(bytes: Uint8Array): MasterKeyParts {
  const fields = new Fields(MASTER_KEY, parseJson(MASTER_KEY, bytes));
  const mac = new Fields(MASTER_KEY, fields.raw("mac"));
  return { encrypt: keyPart(fields, "encrypt", 32), k: keyPart(mac, "k", 16), r: keyPart(mac, "r", 16) };
}

function keyPart(fields: Fields, field: string, length: number): Buffer {
  const part = fields.bytes(field);
  return part.length === length ? part : fields.damaged(field, `does not have ${length} bytes`);
}
