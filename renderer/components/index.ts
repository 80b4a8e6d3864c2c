/** What pages are made of. */
export { describeError, errorAsText } from "./describe-error.ts";
export { EmptyState } from "./empty-state.tsx";
export { CopyText, ErrorNote } from "./error-note.tsx";
export * from "./format.ts";
export { Loading } from "./loading.tsx";
export { PageFrame } from "./page-frame.tsx";
export { ShortId } from "./short-id.tsx";
export { type HealthState, StateBadge, StateIcon } from "./state-badge.tsx";
export { useNow } from "./use-now.ts";
export { Bytes, Count, When } from "./values.tsx";
