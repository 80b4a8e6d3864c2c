/** Choosing folders on the agent's machine. */
export { type Total, totalOf, withoutNested } from "./chosen-paths.ts";
export { FolderPicker } from "./folder-picker.tsx";
export { PLACE_ICONS } from "./place-list.tsx";
export { useMeasures } from "./use-measures.ts";
