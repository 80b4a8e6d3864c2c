import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { ExistingFiles } from "../../../shared/model/index.ts";
import { Answer } from "../../components/index.ts";
import { isIdle, missingBytes, previewSentences } from "./preview-words.ts";
import classes from "./restore.module.css";
import type { Previewed } from "./use-preview.ts";

interface PreviewNoteProps {
  readonly preview: UseQueryResult<Previewed, Error>;
  readonly rule: ExistingFiles;
}

/** What will happen, before it happens. */
export function PreviewNote({ preview: query, rule }: PreviewNoteProps): ReactNode {
  return (
    <div className={classes.preview}>
      <Answer query={query} what="Comparing with what is there…">
        {({ preview }) => {
          const missing = missingBytes(preview);
          return (
            <>
              <Text role="status">{previewSentences(preview, rule).join(" ")}</Text>
              {isIdle(preview) && (
                <Text size="sm" c="dimmed">
                  There is nothing to restore with these choices.
                </Text>
              )}
              {missing !== undefined && (
                <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} mt="sm">
                  There is too little room there: {bytes(missing)} more are needed. Make room, or choose another folder.
                </Alert>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}
