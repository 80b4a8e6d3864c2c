import { Button, Radio, Stack } from "@mantine/core";
import { IconFolderOpen } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { PathText, Place, TargetState } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { Answer, FolderPicker } from "../components/index.ts";
import { FarCards } from "./connection/far-cards.tsx";
import { StepConnection } from "./connection/step-connection.tsx";
import type { TypedConnection } from "./connection/typed-connection.ts";
import { keepInFile } from "./keep-in-file.ts";
import { StepForm } from "./step-form.tsx";
import { usePlaceAnswer } from "./use-place-answer.ts";
import type { Decided, Where } from "./where.ts";
import { WhereCard } from "./where-card.tsx";
import { type Choice, choicesOf, defaultWhere, keyOf } from "./where-choices.ts";
import { WhereNotes } from "./where-notes.tsx";

interface StepPlaceProps {
  readonly title: string;
  readonly says: string;
  readonly targets: readonly TargetState[];
  /** Targets can be chosen too; else neither they nor the drives that they are on are offered. */
  readonly offersTargets: boolean;
  /** What is chosen; absent as long as nothing but the default was looked at. */
  readonly where: Where | undefined;
  /** Offered besides the drives that were found, because they were picked once. */
  readonly otherPlaces: readonly PathText[];
  readonly onChange: (changes: { readonly where?: Where; readonly otherPlaces?: readonly PathText[] }) => void;
  /** How much is to go there. */
  readonly chosenBytes: number;
  /** A place on another machine that is being typed. Held by the page, in memory alone: it has secrets in it. */
  readonly far: TypedConnection | undefined;
  readonly onFar: (far: TypedConnection | undefined) => void;
  readonly onDecided: (decided: Decided, where: Where) => void;
  readonly onBack?: (() => void) | undefined;
  readonly takesFocus: boolean;
}

/** A place for backups: a target, a drive, any folder, or another machine; with what is there, and what that means. */
export function StepPlace(props: StepPlaceProps): ReactNode {
  const places = useQuery(api.disk.places.queryOptions());
  const { far, onFar, onDecided, chosenBytes } = props;
  if (far !== undefined) {
    return (
      <StepConnection
        key={far.type}
        typed={far}
        onChange={onFar}
        chosenBytes={chosenBytes}
        onDecided={(decided) =>
          onDecided(decided, decided.type === "target" ? decided : { type: "place", location: decided.location })
        }
        onBack={() => onFar(undefined)}
      />
    );
  }
  return (
    <Answer query={places} what={say("Looking for drives…")}>
      {(found) => <Choices {...props} found={found} />}
    </Answer>
  );
}

function Choices(props: StepPlaceProps & { readonly found: readonly Place[] }): ReactNode {
  const {
    title,
    says,
    targets,
    offersTargets,
    found,
    otherPlaces,
    onChange,
    chosenBytes,
    onDecided,
    onBack,
    takesFocus,
  } = props;
  const choices = choicesOf(targets, found, otherPlaces).filter(({ kind }) => offersTargets || kind !== "target");
  const where = props.where ?? defaultWhere(choices);
  const chosen = choices.find((choice) => where !== undefined && keyOf(choice.where) === keyOf(where));
  const answer = usePlaceAnswer(chosen, chosenBytes, (decided) => chosen && onDecided(decided, chosen.where));
  const pick = (location: PathText): void => {
    const offered = choices.find((choice) => choice.location === location);
    if (offered === undefined) onChange({ otherPlaces: [...otherPlaces, location] });
    onChange({ where: offered?.where ?? { type: "place", location } });
  };
  return (
    <StepForm
      {...{ title, says, onBack, takesFocus }}
      verb={say("Continue")}
      isDisabled={!answer.isReady}
      isPending={answer.isPending}
      error={answer.error}
      mend={keepInFile(answer.error, () => answer.submit({ keepInFile: true }))}
      onSubmit={() => answer.submit()}
      below={<FarCards onPick={(type) => props.onFar({ type, parts: {}, access: {} })} />}
    >
      {choices.length > 0 && (
        <Radio.Group
          aria-label={say("Places for backups")}
          value={chosen === undefined ? null : keyOf(chosen.where)}
          onChange={(key) => {
            const picked = choices.find((choice) => keyOf(choice.where) === key);
            if (picked !== undefined) onChange({ where: picked.where });
          }}
        >
          <Stack gap="xs">
            {choices.map((choice) => (
              <WhereCard key={keyOf(choice.where)} choice={choice} value={keyOf(choice.where)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
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
        {say("Another folder…")}
      </Button>
      <FolderPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={say("Choose a folder for the backups")}
        mode="place"
        onChoose={([location]) => {
          setIsPicking(false);
          if (location !== undefined) onPick(location);
        }}
      />
    </div>
  );
}
