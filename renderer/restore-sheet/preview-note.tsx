import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { bytes } from "../../shared/figures/index.ts";
import type { ExistingFiles, RestorePreview } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { Answer } from "../components/index.ts";
import { PreviewConflicts } from "./preview-conflicts.tsx";
import { isIdle, missingBytes, previewSentences, roomSentence } from "./preview-words.ts";
import classes from "./restore-sheet.module.css";
import type { Previewed } from "./use-preview.ts";

interface PreviewNoteProps {
  readonly preview: UseQueryResult<Previewed, Error>;
  readonly rule: ExistingFiles;
  readonly onKeepBoth: () => void;
}

/** What will happen, before it happens. */
export function PreviewNote({ preview: query, rule, onKeepBoth }: PreviewNoteProps): ReactNode {
  return (
    <div className={classes.preview}>
      <Answer query={query} what={say("Comparing with what is there…")}>
        {({ preview }) => <Would preview={preview} rule={rule} onKeepBoth={onKeepBoth} />}
      </Answer>
    </div>
  );
}

interface WouldProps extends Omit<PreviewNoteProps, "preview"> {
  readonly preview: RestorePreview;
}

function Would({ preview, rule, onKeepBoth }: WouldProps): ReactNode {
  const missing = missingBytes(preview);
  const room = roomSentence(preview);
  return (
    <Stack gap="sm">
      <div>
        <Text role="status">{previewSentences(preview, rule).join(" ")}</Text>
        {isIdle(preview) && (
          <Text size="sm" c="dimmed">
            {say("There is nothing to restore with these choices.")}
          </Text>
        )}
        {missing === undefined && room !== undefined && (
          <Text size="sm" c="dimmed">
            {room}
          </Text>
        )}
      </div>
      {preview.replacedNewer > 0 && (
        <div>
          <Button size="xs" variant="default" onClick={onKeepBoth}>
            {say("Keep both instead")}
          </Button>
        </div>
      )}
      <PreviewConflicts preview={preview} />
      {missing !== undefined && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {say("There is too little room there: {size} more are needed. Make room, or choose another folder.", {
            size: bytes(missing),
          })}
        </Alert>
      )}
    </Stack>
  );
}
