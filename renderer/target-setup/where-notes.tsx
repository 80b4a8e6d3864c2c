import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { ErrorNote, Loading } from "../components/index.ts";
import { PassphraseField, PlaceNote, WarningNote } from "./place-notes.tsx";
import type { PlaceAnswer } from "./use-place-answer.ts";

interface WhereNotesProps {
  readonly answer: PlaceAnswer;
  /** Of a target that is not connected now. */
  readonly awayName: string | undefined;
}

/** What is at the chosen place, what will be done there, what speaks against it, and the passphrase if one is needed. */
export function WhereNotes({ answer, awayName }: WhereNotesProps): ReactNode {
  const { verdict, warnings, inspection, asksFor, passphrase, setPassphrase } = answer;
  return (
    <Stack gap="sm">
      {inspection.isPending && <Loading what={say("Looking what is there…")} />}
      {inspection.error !== null && (
        <ErrorNote error={inspection.error} action={{ label: say("Look again"), onClick: inspection.retry }} />
      )}
      {awayName !== undefined && (
        <PlaceNote>
          {say("{name} is not connected now. The first backup starts by itself as soon as it is.", { name: awayName })}
        </PlaceNote>
      )}
      {verdict !== undefined && <PlaceNote verdict={verdict}>{verdict.says}</PlaceNote>}
      {warnings.map((warning) => (
        <WarningNote key={warning}>{warning}</WarningNote>
      ))}
      {asksFor !== undefined && <PassphraseField of={asksFor} value={passphrase} onChange={setPassphrase} />}
    </Stack>
  );
}
