import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import { type Chosen, totalChosen, totalInWords } from "../../restore-sheet/index.ts";
import classes from "./restore.module.css";

interface SelectionBarProps {
  readonly chosen: Chosen;
  /** Something is chosen in the snapshot that was looked at before. */
  readonly isElsewhere: boolean;
  readonly onClear: () => void;
  readonly onRestore: () => void;
}

/** How much is chosen, wherever it is, and on to restoring it. Always there, so that it moves nothing. */
export function SelectionBar({ chosen, isElsewhere, onClear, onRestore }: SelectionBarProps): ReactNode {
  const isEmpty = chosen.size === 0;
  return (
    <Group justify="space-between" gap="xs" className={classes.bar}>
      <Text size="sm" role="status">
        {isEmpty
          ? isElsewhere
            ? say("What you chose in the other snapshot is chosen there only.")
            : say("Choose what you want back: click a file, or tick a folder.")
          : say("{what} chosen{folders, plural, one {} other { in # folders}}", {
              ...{ what: totalInWords(totalChosen(chosen)), folders: chosen.size },
            })}
      </Text>
      <Group gap="xs">
        {!isEmpty && (
          <Button variant="default" onClick={onClear}>
            {say("Choose nothing")}
          </Button>
        )}
        <Button disabled={isEmpty} onClick={onRestore}>
          {say("Restore…")}
        </Button>
      </Group>
    </Group>
  );
}
