import { Button, Radio, Stack } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { PathText, Place } from "../../../shared/model/index.ts";
import { api } from "../../client/index.ts";
import { Answer, FolderPicker } from "../../components/index.ts";
import { StepForm } from "./step-form.tsx";
import type { StepProps } from "./step-props.ts";
import { useWhereAnswer } from "./use-where-answer.ts";
import { WhereCard } from "./where-card.tsx";
import { type Choice, choicesOf, defaultWhere, keyOf } from "./where-choices.ts";
import { WhereNotes } from "./where-notes.tsx";

/** Where the backups go. */
export function StepWhere(props: StepProps & { chosenBytes: number }): ReactNode {
  const places = useQuery(api.disk.places.queryOptions());
  return (
    <Answer query={places} what="Looking for drives…">
      {(found) => <Choices {...props} found={found} />}
    </Answer>
  );
}

type ChoicesProps = StepProps & { readonly chosenBytes: number; readonly found: readonly Place[] };

function Choices({ targets, found, draft, change, chosenBytes, onDone, onBack, takesFocus }: ChoicesProps): ReactNode {
  const choices = choicesOf(targets, found, draft.otherPlaces);
  const where = draft.where ?? defaultWhere(choices);
  const chosen = choices.find((choice) => where !== undefined && keyOf(choice.where) === keyOf(where));
  const answer = useWhereAnswer(chosen, chosenBytes, onDone);
  const pick = (location: PathText): void => {
    const offered = choices.find((choice) => choice.location === location);
    if (offered === undefined) change({ otherPlaces: [...draft.otherPlaces, location] });
    change({ where: offered?.where ?? { type: "place", location } });
  };
  return (
    <StepForm
      title="Where should the backups go?"
      says="Best is a drive that you can put away, or a folder on another computer. All is encrypted before it goes there."
      verb="Continue"
      isDisabled={!answer.isReady}
      isPending={answer.isPending}
      error={answer.error}
      onSubmit={answer.submit}
      onBack={onBack}
      takesFocus={takesFocus}
    >
      <Radio.Group
        aria-label="Places for backups"
        value={chosen === undefined ? null : keyOf(chosen.where)}
        onChange={(key) => {
          const picked = choices.find((choice) => keyOf(choice.where) === key);
          if (picked !== undefined) change({ where: picked.where });
        }}
      >
        <Stack gap="xs">
          {choices.map((choice) => (
            <WhereCard key={keyOf(choice.where)} choice={choice} value={keyOf(choice.where)} />
          ))}
        </Stack>
      </Radio.Group>
      <AnotherFolder onPick={pick} />
      <WhereNotes answer={answer} awayName={nameIfAway(chosen)} />
    </StepForm>
  );
}

function nameIfAway(choice: Choice | undefined): string | undefined {
  return choice?.target?.presence === "away" ? choice.name : undefined;
}

function AnotherFolder({ onPick }: { onPick: (location: PathText) => void }): ReactNode {
  const [isPicking, setIsPicking] = useState(false);
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconFolderOpen size={16} aria-hidden />}
        onClick={() => setIsPicking(true)}
      >
        Another folder…
      </Button>
      <FolderPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title="Choose a folder for the backups"
        mode="place"
        onChoose={([location]) => {
          setIsPicking(false);
          if (location !== undefined) onPick(location);
        }}
      />
    </div>
  );
}
