import type { Measure, PathText } from "../../../shared/model/index.ts";

/** What is open, what is ticked, and how much that is. */
export interface DiskBrowserProps {
  readonly mode: "folders" | "folders-and-files" | "place";
  /** The open folder; undefined until one is. */
  readonly folder: PathText | undefined;
  readonly onFolder: (folder: PathText) => void;
  readonly ticked: readonly PathText[];
  readonly onTicked: (ticked: readonly PathText[]) => void;
  readonly measures: ReadonlyMap<PathText, Measure>;
}
