import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { SearchState } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";

/** How much of all snapshots can be searched, while that is not all of them. */
export function IndexNote({ state }: { readonly state: SearchState }): ReactNode {
  const { snapshots, snapshotsIndexed, isIndexing } = state;
  if (snapshotsIndexed >= snapshots) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {isIndexing
        ? say("{done, number} of {all, number} snapshots can be searched so far; the rest is being read.", {
            ...{ done: snapshotsIndexed, all: snapshots },
          })
        : say("{done, number} of {all, number} snapshots can be searched; the rest follows when its target is there.", {
            ...{ done: snapshotsIndexed, all: snapshots },
          })}
    </Text>
  );
}
