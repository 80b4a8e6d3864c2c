export { generatePassphrase, PASSPHRASE_BITS } from "./passphrase.ts";
export { recoveryKitPage } from "./recovery-kit.ts";
