import { scrypt } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";
import { type MasterKey, masterKeyFrom } from "./master-key.ts";
import type { SaltedParameters, ScryptParameters } from "./scrypt-parameters.ts";
import { scryptOnThreads, suitsThreads } from "./scrypt-threads.ts";

/** For new keys: 32 MiB and about a third of a second on a machine of 2023, as restic would choose there. */
export const SCRYPT_FOR_NEW_KEYS: ScryptParameters = { N: 32768, r: 8, p: 6 };

/** A key file asks for work that no sound key file asks for; doing it could stop the machine. */
export class KeyTooCostly extends AppError {
  readonly code = "crypto/key-cost";
  readonly hint = "The key file is damaged or made to do harm. Use another password's key file.";
}

const KEY_BYTES = 64;
const BLOCK_BYTES = 128; // scrypt works on blocks of 128 * r bytes
const MAX_MEMORY = 1024 ** 3;
/** Bytes that pass through memory; about a minute's work. */
const MAX_WORK = 32 * MAX_MEMORY;

/**
 * The key that a password gives, which opens the `data` of its key file. Runs on other threads.
 *
 * @param password taken as it is: no normalisation, and empty is allowed
 * @throws {KeyTooCostly} more than 1 GiB of memory, or no valid parameters
 * @see RFC 7914
 */
export async function deriveUserKey(password: Uint8Array, parameters: SaltedParameters): Promise<MasterKey> {
  checkCost(parameters);
  return masterKeyFrom(await scryptOf(password, parameters));
}

async function scryptOf(password: Uint8Array, parameters: SaltedParameters): Promise<Buffer> {
  if (!suitsThreads(parameters)) return scryptOfNode(password, parameters);
  try {
    return await scryptOnThreads(password, parameters, KEY_BYTES);
  } catch {
    // Slower, and to the same end.
    return await scryptOfNode(password, parameters);
  }
}

/** Runs on a thread of Node's pool. */
function scryptOfNode(password: Uint8Array, { N, r, p, salt }: SaltedParameters): Promise<Buffer> {
  const maxmem = BLOCK_BYTES * r * (N + p + 2) + 1024 ** 2;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N, r, p, maxmem }, (error, bytes) => {
      if (error === null) resolve(bytes);
      else reject(error);
    });
  });
}

function checkCost({ N, r, p }: ScryptParameters): void {
  const areCounts = [N, r, p].every((value) => Number.isSafeInteger(value) && value > 0);
  const isPowerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  const memory = BLOCK_BYTES * r * Math.max(N, p);
  const isBounded = memory <= MAX_MEMORY && BLOCK_BYTES * N * r * p <= MAX_WORK;
  if (areCounts && isPowerOfTwo && isBounded) return;
  throw new KeyTooCostly("The key file asks for more memory or work than a sound one does.", { N, r, p });
}
