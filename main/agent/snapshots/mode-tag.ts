import { BackupMode } from "../../../shared/model/index.ts";

const PREFIX = "type:";

/** What tells later, and in restic, how a snapshot's run chose what it compared with. */
export function modeTag(mode: BackupMode): string {
  return `${PREFIX}${mode}`;
}

/** How a snapshot with these tags was made; undefined where nothing, or nothing known, is said of it. */
export function modeOf(tags: readonly string[]): BackupMode | undefined {
  for (const tag of tags) {
    const mode = BackupMode.safeParse(tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : undefined);
    if (mode.success) return mode.data;
  }
  return undefined;
}
