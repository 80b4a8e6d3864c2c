import { Alert, PasswordInput, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ErrorNote, Loading } from "../components/index.ts";
import type { Verdict } from "./finding.ts";
import classes from "./target-setup.module.css";
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
      {inspection.isPending && <Loading what="Looking what is there…" />}
      {inspection.error !== null && (
        <ErrorNote error={inspection.error} action={{ label: "Look again", onClick: inspection.retry }} />
      )}
      {awayName !== undefined && (
        <Note>{awayName} is not connected now. The first backup starts by itself as soon as it is.</Note>
      )}
      {verdict !== undefined && <Note verdict={verdict}>{verdict.says}</Note>}
      {warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} role="status">
          {warning}
        </Alert>
      ))}
      {asksFor !== undefined && (
        <PasswordInput
          label={`Passphrase of ${asksFor}`}
          description="It is on the recovery kit, and is kept on this computer from now on."
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ "aria-label": "Show the passphrase", tabIndex: 0, "aria-hidden": false }}
          maw={480}
        />
      )}
    </Stack>
  );
}

/** Read out when another place is chosen. */
function Note({ verdict, children }: { verdict?: Verdict; children: ReactNode }): ReactNode {
  const isRefused = verdict?.action === "none";
  const NoteIcon = isRefused ? IconAlertTriangle : IconInfoCircle;
  return (
    <div role={isRefused ? "alert" : "status"} className={classes.says} data-bad={isRefused || undefined}>
      <NoteIcon size={18} aria-hidden />
      <div>
        <Text size="sm">{children}</Text>
        {isRefused && <Text size="sm">{verdict.hint}</Text>}
      </div>
    </div>
  );
}
