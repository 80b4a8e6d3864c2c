export { copySnapshots } from "./copy.ts";
export type {
  CopiedSnapshot,
  CopyNotice,
  CopyOptions,
  CopyPhase,
  CopyProgress,
  CopyResult,
  FailedSnapshot,
} from "./model.ts";
