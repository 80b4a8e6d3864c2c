import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { countOf } from "../../../shared/figures/index.ts";
import classes from "./restore.module.css";
import type { Chosen } from "./selection.ts";
import { totalChosen, totalInWords } from "./selection-total.ts";

interface SelectionBarProps {
  readonly chosen: Chosen;
  readonly onClear: () => void;
  readonly onRestore: () => void;
}

/** How much is chosen, wherever it is, and on to restoring it. Always there, so that it moves nothing. */
export function SelectionBar({ chosen, onClear, onRestore }: SelectionBarProps): ReactNode {
  const isEmpty = chosen.size === 0;
  return (
    <Group justify="space-between" gap="xs" className={classes.bar}>
      <Text size="sm" role="status">
        {isEmpty
          ? "Choose what you want back: click a file, or tick a folder."
          : `${totalInWords(totalChosen(chosen))} chosen${chosen.size > 1 ? ` in ${countOf(chosen.size, "folder")}` : ""}`}
      </Text>
      <Group gap="xs">
        {!isEmpty && (
          <Button variant="default" onClick={onClear}>
            Choose nothing
          </Button>
        )}
        <Button disabled={isEmpty} onClick={onRestore}>
          Restore…
        </Button>
      </Group>
    </Group>
  );
}
