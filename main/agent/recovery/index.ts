export { generatePassphrase, PASSPHRASE_BITS } from "./passphrase.ts";
export { type RecoveryKit, recoveryKitPage } from "./recovery-kit.ts";
