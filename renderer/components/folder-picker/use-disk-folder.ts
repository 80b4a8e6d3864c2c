import { useCallback } from "react";
import type { DiskEntry, DiskFolder, PathText } from "../../../shared/model/index.ts";
import { api, client } from "../../client/index.ts";
import { type Pages, usePages } from "../file-grid/index.ts";

export const DISK_PAGE = 200;

interface Look {
  readonly onlyFolders: boolean;
  readonly showHidden: boolean;
}

/** A folder on the agent's machine, read in pages as one scrolls. */
export function useDiskFolder(path: PathText, look: Look): Pages<DiskFolder, DiskEntry> {
  const { onlyFolders, showHidden } = look;
  const question = useCallback(
    (offset: number) => {
      const input = { path, onlyFolders, showHidden, offset, limit: DISK_PAGE };
      return {
        queryKey: api.disk.list.queryKey({ input }),
        queryFn: ({ signal }: { signal: AbortSignal }) => client.disk.list(input, { signal }),
        // Other programs change folders at any time and nobody tells.
        staleTime: 2_000,
      };
    },
    [path, onlyFolders, showHidden],
  );
  return usePages(question, DISK_PAGE);
}
