export { type AppFolders, appFolders, type FolderSurroundings } from "./folders.ts";
export { writePrivateFile } from "./private-file.ts";
export { SecretsExposed, SecretsUnreadable } from "./secret-errors.ts";
export type { SecretStore } from "./secret-store.ts";
export { type OpenedSecrets, openSecrets, type SecretsOptions } from "./secrets.ts";
