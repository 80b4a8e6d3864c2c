import { Button, Code, Group, Radio, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ExistingFiles, PathText, RunId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote, FolderPicker, showPath } from "../../components/index.ts";
import { PreviewNote } from "./preview-note.tsx";
import { isIdle, missingBytes, RULES, restoreVerb } from "./preview-words.ts";
import classes from "./restore.module.css";
import type { Chosen } from "./selection.ts";
import { totalChosen, totalInWords } from "./selection-total.ts";
import type { Where } from "./use-entries.ts";
import { usePreview } from "./use-preview.ts";

interface RestoreFormProps {
  readonly where: Where;
  readonly chosen: Chosen;
  readonly onStarted: (runId: RunId) => void;
  readonly onClose: () => void;
}

/** Where to, and what about files that are there; below, what that would do. */
export function RestoreForm({ where, chosen, onStarted, onClose }: RestoreFormProps): ReactNode {
  const [folder, setFolder] = useState<PathText>();
  const [rule, setRule] = useState<ExistingFiles>("replace-different");
  const preview = usePreview(where, chosen, folder, rule);
  const start = useMutation(api.restores.start.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  const would = preview.data?.preview;
  const isPossible = would !== undefined && !isIdle(would) && missingBytes(would) === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (preview.data !== undefined && isPossible && !start.isPending) start.mutate(preview.data.request);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Text fw={600}>{totalInWords(totalChosen(chosen))}</Text>
        <Destination folder={folder} onFolder={setFolder} />
        <Radio.Group
          label={say("Files that are there already")}
          value={rule}
          onChange={(value) => setRule(RULES.find((other) => other.rule === value)?.rule ?? rule)}
        >
          <Stack gap="xs" mt="xs">
            {RULES.map(({ rule: value, name, says }) => (
              <Radio key={value} value={value} label={say(name)} description={say(says)} />
            ))}
          </Stack>
        </Radio.Group>
        <PreviewNote preview={preview} rule={rule} onKeepBoth={() => setRule("keep-both")} />
        {start.error !== null && <ErrorNote error={start.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say("Cancel")}
          </Button>
          <BusyButton isBusy={start.isPending} disabled={!isPossible}>
            {restoreVerb(would)}
          </BusyButton>
        </Group>
      </Stack>
    </form>
  );
}

interface DestinationProps {
  readonly folder: PathText | undefined;
  readonly onFolder: (folder: PathText | undefined) => void;
}

function Destination({ folder, onFolder }: DestinationProps): ReactNode {
  const [isPicking, setIsPicking] = useState(false);
  return (
    <>
      <Radio.Group
        label={say("Where to")}
        value={folder === undefined ? "original" : "folder"}
        onChange={(value) => (value === "original" ? onFolder(undefined) : setIsPicking(true))}
      >
        <Stack gap="xs" mt="xs">
          <Radio
            value="original"
            label={say("To its place")}
            description={say("Everything goes where it was when it was backed up.")}
          />
          <Radio
            value="folder"
            label={folder === undefined ? say("To another folder…") : say("To another folder")}
            description={say("Everything chosen goes directly into it.")}
          />
        </Stack>
      </Radio.Group>
      {folder !== undefined && (
        <Group gap="sm">
          <Code className={classes.path}>{showPath(folder)}</Code>
          <Button size="xs" variant="default" onClick={() => setIsPicking(true)}>
            {say("Choose another one…")}
          </Button>
        </Group>
      )}
      <FolderPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={say("Choose a folder to restore to")}
        mode="place"
        {...(folder === undefined ? {} : { chosen: [folder] })}
        onChoose={([chosen]) => {
          setIsPicking(false);
          onFolder(chosen);
        }}
      />
    </>
  );
}
