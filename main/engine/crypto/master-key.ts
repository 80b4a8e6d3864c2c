import { randomBytes } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";

/** The key that seals: AES-256 key (32 bytes), AES-128 key and r of the Poly1305 MAC (16 bytes each, r clamped or not). */
export interface MasterKey {
  readonly encrypt: Buffer;
  readonly k: Buffer;
  readonly r: Buffer;
}

/** A key that must not be used: a part has the wrong size or is all zero, which no key that was drawn ever is. */
export class UnusableKey extends AppError {
  readonly code = "crypto/key";
  readonly hint = "The key file is not sound. Try another password's key file.";
}

const PARTS = { encrypt: 32, k: 16, r: 16 } as const;

export function generateMasterKey(): MasterKey {
  return masterKeyFrom(randomBytes(64));
}

/** Cuts 64 bytes into the parts of a key. */
export function masterKeyFrom(bytes: Buffer): MasterKey {
  return { encrypt: bytes.subarray(0, 32), k: bytes.subarray(32, 48), r: bytes.subarray(48, 64) };
}

/** @throws {UnusableKey} a part of the wrong size, or all zero */
export function checkKey(key: MasterKey): void {
  for (const part of ["encrypt", "k", "r"] as const) {
    const isSound = key[part].length === PARTS[part] && key[part].some((byte) => byte !== 0);
    if (!isSound) throw new UnusableKey("The encryption key is not a usable one.", { part });
  }
}
