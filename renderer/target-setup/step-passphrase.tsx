import { Alert, PasswordInput, Progress, Radio, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { PathText, TargetId } from "../../shared/model/index.ts";
import type { Access } from "../../shared/targets/index.ts";
import { say, text } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { CardBody, cardClass } from "./card-body.tsx";
import { keepInFile } from "./keep-in-file.ts";
import { StepForm } from "./step-form.tsx";
import { SHORTEST, strengthOf } from "./strength.ts";
import classes from "./target-setup.module.css";
import { rememberTarget } from "./use-place-answer.ts";

interface StepPassphraseProps {
  /** Where the repository is to be. */
  readonly location: PathText;
  /** What the connection needs, for a place on another machine. */
  readonly access?: Access | undefined;
  readonly onMade: (targetId: TargetId) => void;
  readonly onBack?: (() => void) | undefined;
  readonly takesFocus: boolean;
}

/** The passphrase of a new repository, which is made here. */
export function StepPassphrase({ location, access, onMade, onBack, takesFocus }: StepPassphraseProps): ReactNode {
  const [isOwn, setIsOwn] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const queries = useQueryClient();
  const create = useMutation(
    api.targets.create.mutationOptions({
      // A passphrase and what a server is told are in the call: it is forgotten as soon as this step is left.
      gcTime: 0,
      // Also when the answer got lost on the way: a second try must see what is there now.
      onError: () => void queries.invalidateQueries({ queryKey: api.targets.key() }),
    }),
  );
  const isReady = !isOwn || ([...passphrase].length >= SHORTEST && passphrase === again);
  const submit = (more: { keepInFile?: true } = {}): void => {
    create.mutate(
      { location, ...(access === undefined ? {} : { access }), ...(isOwn ? { passphrase } : {}), ...more },
      {
        onSuccess: (state) => {
          rememberTarget(queries, state);
          onMade(state.target.id);
        },
      },
    );
  };
  return (
    <StepForm
      title={say("A passphrase for your backups")}
      says={say("Backups are encrypted with it, so that nobody who gets at them there can read them.")}
      verb={say("Continue")}
      isDisabled={!isReady}
      isPending={create.isPending}
      error={create.error}
      mend={keepInFile(create.error, () => submit({ keepInFile: true }))}
      onSubmit={() => submit()}
      {...{ onBack, takesFocus }}
    >
      <Radio.Group
        aria-label={say("Who makes the passphrase")}
        value={isOwn ? "own" : "made"}
        onChange={(value) => setIsOwn(value === "own")}
      >
        <Stack gap="xs">
          <WayCard
            value="made"
            name={say("Make one for me")}
            says={say("Recommended. It is kept on this computer and written into your recovery kit.")}
          />
          <WayCard
            value="own"
            name={say("I choose my own")}
            says={say("You will type it twice. It is kept on this computer as well.")}
          />
        </Stack>
      </Radio.Group>
      {isOwn && <OwnFields {...{ passphrase, setPassphrase, again, setAgain }} />}
      <Alert color="gray" variant="light" icon={<IconKey aria-hidden />}>
        {say(
          "Nobody can read the backups without it: neither somebody who steals the drive, nor we, nor you. The next step makes sure that you have it even if this computer is lost.",
        )}
      </Alert>
    </StepForm>
  );
}

function WayCard({ value, name, says }: { value: string; name: string; says: string }): ReactNode {
  return (
    <Radio.Card value={value} className={cardClass} radius="md">
      <Radio.Indicator size="sm" />
      <CardBody name={name} says={says} isLong />
    </Radio.Card>
  );
}

const WORDS = {
  "Too short": text("Too short"),
  Weak: text("Weak"),
  Fair: text("Fair"),
  Good: text("Good"),
  Strong: text("Strong"),
} as const;

interface OwnFieldsProps {
  readonly passphrase: string;
  readonly setPassphrase: (value: string) => void;
  readonly again: string;
  readonly setAgain: (value: string) => void;
}

function OwnFields({ passphrase, setPassphrase, again, setAgain }: OwnFieldsProps): ReactNode {
  const [isShown, setIsShown] = useState(false);
  const { word, says, share } = strengthOf(passphrase);
  const common = {
    ...{ visible: isShown, onVisibilityChange: setIsShown, autoComplete: "new-password", maw: 480 },
    visibilityToggleButtonProps: { "aria-label": say("Show the passphrase"), tabIndex: 0, "aria-hidden": false },
  };
  const differs = again !== "" && again !== passphrase;
  return (
    <Stack gap="sm">
      <PasswordInput
        label={say("Passphrase")}
        description={say(
          "Four or more words that have nothing to do with each other are easy to keep and hard to guess.",
        )}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        {...common}
      />
      {passphrase !== "" && (
        <div className={classes.strength}>
          <Progress value={share * 100} size="sm" aria-hidden />
          <Text size="sm" role="status">
            {say(WORDS[word])}. {says}
          </Text>
        </div>
      )}
      <PasswordInput
        label={say("The same again")}
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={differs ? say("This is not the same as above.") : undefined}
        {...common}
      />
    </Stack>
  );
}
