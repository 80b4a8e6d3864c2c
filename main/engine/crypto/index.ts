export { sha256, sha256Hex } from "./hash.ts";
export { generateMasterKey, type MasterKey, UnusableKey } from "./master-key.ts";
export type { ScryptParameters } from "./scrypt-parameters.ts";
export { IV_BYTES, SEAL_OVERHEAD, Sealer, WrongSeal } from "./sealer.ts";
export { deriveUserKey, KeyTooCostly, SCRYPT_FOR_NEW_KEYS } from "./user-key.ts";
