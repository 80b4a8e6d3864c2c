import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { PathText, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { joined } from "../../components/index.ts";
import { paths, toAddress } from "../../navigation/index.ts";
import { type Chosen, totalChosen, totalInWords } from "../../restore-sheet/index.ts";
import classes from "./restore.module.css";

interface SelectionBarProps {
  readonly chosen: Chosen;
  readonly targetId: TargetId;
  /** Something is chosen in the snapshot that was looked at before. */
  readonly isElsewhere: boolean;
  readonly onClear: () => void;
  readonly onRestore: () => void;
}

/** How much is chosen, wherever it is, and on to restoring it. Always there, so that it moves nothing. */
export function SelectionBar({ chosen, targetId, isElsewhere, onClear, onRestore }: SelectionBarProps): ReactNode {
  const isEmpty = chosen.size === 0;
  const file = onlyFile(chosen);
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
        {file !== undefined && (
          <Button
            component={Link}
            to={paths.restoreFile(targetId)}
            // The router does not know what each page has in its address.
            search={{ path: toAddress(file) } as never}
            variant="default"
          >
            {say("Versions…")}
          </Button>
        )}
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

/** The file, if one is all that is chosen. */
function onlyFile(chosen: Chosen): PathText | undefined {
  const [only] = chosen;
  if (only === undefined || chosen.size > 1) return undefined;
  const [folder, { all, names }] = only;
  const [picked] = names;
  if (all !== undefined || picked === undefined || names.size > 1 || picked[1].isFolder) return undefined;
  return joined(folder, picked[0]);
}
