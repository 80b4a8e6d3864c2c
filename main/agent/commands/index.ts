/** The user's own commands around a plan's backups. */
export { withCommands } from "./with-commands.ts";
