/** What pages are made of. */
export { Answer } from "./answer.tsx";
export { Confirm } from "./confirm.tsx";
export { describeError, errorAsText } from "./describe-error.ts";
export { EmptyState } from "./empty-state.tsx";
export { CopyText, ErrorNote } from "./error-note.tsx";
export * from "./format.ts";
export { Loading } from "./loading.tsx";
export { RunBadge } from "./outcome.tsx";
export { PageFrame } from "./page-frame.tsx";
export { RunList } from "./run-list.tsx";
export { RunProgress } from "./run-progress.tsx";
export { commandOf, doingNow, outcomeSentence, shareDone } from "./run-words.ts";
export { ShortId } from "./short-id.tsx";
export { SpaceBar } from "./space-bar.tsx";
export { StateBadge, StateIcon } from "./state-badge.tsx";
export { useNow } from "./use-now.ts";
export { Bytes, Count, When } from "./values.tsx";
