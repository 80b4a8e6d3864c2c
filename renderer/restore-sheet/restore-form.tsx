import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { ExistingFiles, RunId } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { BusyButton, ErrorNote } from "../components/index.ts";
import { type Place, TO_ITS_PLACE, zipName } from "./place.ts";
import { PlaceChoice } from "./place-choice.tsx";
import { PreviewNote } from "./preview-note.tsx";
import { isIdle, missingBytes, RULES, restoreVerb } from "./preview-words.ts";
import type { Chosen } from "./selection.ts";
import { totalChosen, totalInWords } from "./selection-total.ts";
import { usePreview } from "./use-preview.ts";
import type { Where } from "./where.ts";

interface RestoreFormProps {
  readonly where: Where;
  readonly chosen: Chosen;
  readonly onStarted: (runId: RunId) => void;
  readonly onClose: () => void;
}

const SETTLED_MS = 300;

/** Where to, and what about files that are there; below, what that would do. */
export function RestoreForm({ where, chosen, onStarted, onClose }: RestoreFormProps): ReactNode {
  const [place, setPlace] = useState<Place>(TO_ITS_PLACE);
  // While a name is being typed, nobody is asked about each of its letters.
  const [asked] = useDebouncedValue(place, SETTLED_MS);
  const [rule, setRule] = useState<ExistingFiles>("replace-different");
  const preview = usePreview(where, chosen, asked, rule);
  const start = useMutation(api.restores.start.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  const would = preview.data?.preview;
  const isPossible = asked === place && would !== undefined && !isIdle(would) && missingBytes(would) === undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (preview.data !== undefined && isPossible && !start.isPending) start.mutate(preview.data.request);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <Text fw={600}>{totalInWords(totalChosen(chosen))}</Text>
        <PlaceChoice place={place} zipName={zipName(chosen)} onPlace={setPlace} />
        {place.type !== "zip" && <RuleChoice rule={rule} onRule={setRule} />}
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

interface RuleChoiceProps {
  readonly rule: ExistingFiles;
  readonly onRule: (rule: ExistingFiles) => void;
}

function RuleChoice({ rule, onRule }: RuleChoiceProps): ReactNode {
  return (
    <Radio.Group
      label={say("Files that are there already")}
      value={rule}
      onChange={(value) => onRule(RULES.find((other) => other.rule === value)?.rule ?? rule)}
    >
      <Stack gap="xs" mt="xs">
        {RULES.map(({ rule: value, name, says }) => (
          <Radio key={value} value={value} label={say(name)} description={say(says)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
