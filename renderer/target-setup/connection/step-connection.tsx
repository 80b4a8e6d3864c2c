import { Code, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { targetType } from "../../../shared/targets/index.ts";
import { say } from "../../../shared/words/index.ts";
import { Loading, showPath } from "../../components/index.ts";
import { warningsOf } from "../finding.ts";
import { keepInFile } from "../keep-in-file.ts";
import { PassphraseField, PlaceNote, WarningNote } from "../place-notes.tsx";
import { StepForm } from "../step-form.tsx";
import classes from "../target-setup.module.css";
import type { Decided } from "../where.ts";
import { AccessFields } from "./access-fields.tsx";
import { signInWithin } from "./address.ts";
import { AddressFields } from "./address-fields.tsx";
import { ConnectionSteps } from "./connection-report.tsx";
import { TrustNote } from "./trust-note.tsx";
import type { TypedConnection } from "./typed-connection.ts";
import { useConnection } from "./use-connection.ts";

interface StepConnectionProps {
  readonly typed: TypedConnection;
  readonly onChange: (typed: TypedConnection) => void;
  /** How much is to go there. */
  readonly chosenBytes: number;
  readonly onDecided: (decided: Decided) => void;
  readonly onBack: () => void;
}

/** A place on another machine: where it is, what it asks for, whether it lets us do what a backup needs. */
export function StepConnection({ typed, onChange, chosenBytes, onDecided, onBack }: StepConnectionProps): ReactNode {
  const { label, meaning, fields } = targetType(typed.type);
  const connection = useConnection(typed, onDecided);
  const { found, canGoOn, error, isLooking, isOpening } = connection;
  const [passphrase, setPassphrase] = useState("");
  const [wasAsked, setWasAsked] = useState(false);
  const asksPassphrase = found?.verdict.action === "adopt" && found.verdict.asksPassphrase;
  const change = (next: TypedConnection): void => {
    connection.reset();
    onChange(next);
  };
  const submit = (more?: { keepInFile?: true }): void => {
    setWasAsked(true);
    if (canGoOn) connection.goOn(passphrase, more);
    else if (connection.isComplete) connection.look();
  };
  return (
    <StepForm
      title={say(label)}
      says={say(meaning)}
      verb={say(canGoOn ? "Continue" : "Test the connection")}
      isDisabled={canGoOn && asksPassphrase === true && passphrase === ""}
      isPending={isLooking || isOpening}
      error={connection.untrusted === undefined ? error : null}
      mend={keepInFile(error, () => submit({ keepInFile: true }))}
      onSubmit={() => submit()}
      onBack={onBack}
      takesFocus
    >
      <AddressFields
        {...{ typed, address: connection.address, showsWrong: wasAsked }}
        onChange={(name, value) => change(withPart(typed, name, value))}
      />
      <AccessFields
        fields={fields}
        values={typed.access}
        onChange={(name, value) => change({ ...typed, access: { ...typed.access, [name]: value } })}
      />
      <Location location={connection.address.location} />
      {isLooking && <Loading what={say("Connecting, and looking what is there…")} />}
      {connection.untrusted !== undefined && (
        <TrustNote
          untrusted={connection.untrusted}
          isBusy={isLooking}
          onTrust={() => {
            const access = { ...typed.access, hostKey: connection.untrusted?.fingerprint ?? "" };
            onChange({ ...typed, access });
            connection.look(access);
          }}
        />
      )}
      {found?.report !== undefined && <ConnectionSteps report={found.report} />}
      {found !== undefined && connection.untrusted === undefined && (
        <PlaceNote verdict={found.verdict}>{found.verdict.says}</PlaceNote>
      )}
      {found !== undefined &&
        canGoOn &&
        warningsOf(found.inspection, chosenBytes).map((says) => <WarningNote key={says}>{says}</WarningNote>)}
      {asksPassphrase === true && (
        <PassphraseField of={say("these backups")} value={passphrase} onChange={setPassphrase} />
      )}
    </StepForm>
  );
}

/** A name and password that were pasted with an address go into their own fields. */
function withPart(typed: TypedConnection, name: string, value: string): TypedConnection {
  const signIn = signInWithin(value);
  if (signIn === undefined) return { ...typed, parts: { ...typed.parts, [name]: value } };
  const { address, user, password } = signIn;
  const given = Object.fromEntries(Object.entries({ user, password }).filter(([, text]) => text !== ""));
  return { ...typed, parts: { ...typed.parts, [name]: address }, access: { ...typed.access, ...given } };
}

/** As stock restic and the command line write it. */
function Location({ location }: { location: string | undefined }): ReactNode {
  return (
    <details className={classes["fold"]}>
      <summary>{say("Details")}</summary>
      <Stack gap={4} mt={4}>
        <Text size="sm">{say("The place, as the command line and restic write it:")}</Text>
        <Code className={classes["path"]}>{location === undefined ? say("not complete yet") : showPath(location)}</Code>
      </Stack>
    </details>
  );
}
