import { Button, Code, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import type { Run, RunId } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { CopyText, RunInPlace, sayRich, showPath } from "../components/index.ts";
import { RestoreForm } from "./restore-form.tsx";
import classes from "./restore-sheet.module.css";
import type { Chosen } from "./selection.ts";
import type { Where } from "./where.ts";

interface RestoreSheetProps {
  readonly isOpen: boolean;
  readonly where: Where;
  readonly chosen: Chosen;
  /** The restore that was started from here. */
  readonly runId: RunId | undefined;
  readonly onStarted: (runId: RunId) => void;
  readonly onClose: () => void;
}

/** Asks where to and what about files that are there, says what will happen, does it, and says what happened. */
export function RestoreSheet({ isOpen, where, chosen, runId, onStarted, onClose }: RestoreSheetProps): ReactNode {
  const isNarrow = useMediaQuery("(max-width: 600px)");
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say("Restore")}
      size="lg"
      fullScreen={isNarrow ?? false}
      closeButtonProps={{ "aria-label": say("Close") }}
    >
      {runId === undefined ? (
        <RestoreForm where={where} chosen={chosen} onStarted={onStarted} onClose={onClose} />
      ) : (
        <RunInPlace
          runId={runId}
          meanwhile={say("You can close this; the restore goes on.")}
          after={(run) => <AfterRestore run={run} onClose={onClose} />}
        />
      )}
    </Modal>
  );
}

function AfterRestore({ run: { destination }, onClose }: { run: Run; onClose: () => void }): ReactNode {
  return (
    <Stack gap="sm" w="100%">
      {destination !== undefined && (
        <Group gap="sm">
          <Text size="sm">
            {sayRich("It is in {place}", { place: <Code className={classes.path}>{showPath(destination)}</Code> })}
          </Text>
          <CopyText text={showPath(destination)} label={say("Copy the path")} />
        </Group>
      )}
      <div>
        <Button onClick={onClose}>{say("Done")}</Button>
      </div>
    </Stack>
  );
}
