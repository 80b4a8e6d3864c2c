import { fromBuffer, toPathText } from "../names/index.ts";

/** Figures at one moment of a run that carries files, whichever way. */
export interface FileProgress<Phase extends string> {
  readonly type: "progress";
  readonly phase: Phase;
  readonly secondsElapsed: number;
  /** Files that are done, whether they were carried or found there. */
  readonly filesDone: number;
  /** Bytes of files that are done, also of those that are not whole yet. */
  readonly bytesDone: number;
  /** What there is to do, as far as known; `isFinal` says that it does not grow any more. */
  readonly total?: { readonly files: number; readonly bytes: number; readonly isFinal: boolean };
  /** What each thread is working on, as `toPathText` writes names; the front of a very long path is cut off. */
  readonly currentFiles: readonly string[];
  readonly problems: number;
}

/** @param shown the paths on the progress board */
export function currentFiles(shown: readonly Uint8Array[]): string[] {
  return shown.map((path) => toPathText(fromBuffer(path)));
}
