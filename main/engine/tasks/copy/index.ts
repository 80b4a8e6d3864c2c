export { copySnapshots } from "./copy.ts";
export type {
  CopiedSnapshot,
  CopyEvent,
  CopyNotice,
  CopyOptions,
  CopyPhase,
  CopyProgress,
  CopyResult,
  FailedSnapshot,
} from "./model.ts";
