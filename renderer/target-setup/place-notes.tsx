import { Alert, PasswordInput, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import type { Verdict } from "./finding.ts";
import classes from "./target-setup.module.css";

/** What is at a place; read out when another place is chosen. */
export function PlaceNote({ verdict, children }: { verdict?: Verdict; children: ReactNode }): ReactNode {
  const isRefused = verdict?.action === "none";
  const NoteIcon = isRefused ? IconAlertTriangle : IconInfoCircle;
  return (
    <div role={isRefused ? "alert" : "status"} className={classes["says"]} data-bad={isRefused || undefined}>
      <NoteIcon size={18} aria-hidden />
      <div>
        <Text size="sm">{children}</Text>
        {isRefused && <Text size="sm">{verdict.hint}</Text>}
      </div>
    </div>
  );
}

/** What speaks against a place, without forbidding it. */
export function WarningNote({ children }: { children: ReactNode }): ReactNode {
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} role="status">
      {children}
    </Alert>
  );
}

interface PassphraseFieldProps {
  /** What it opens: “Blue drive”, “these backups”. */
  readonly of: string;
  readonly value: string;
  readonly onChange: (passphrase: string) => void;
}

/** The passphrase of backups that are there already. */
export function PassphraseField({ of, value, onChange }: PassphraseFieldProps): ReactNode {
  return (
    <PasswordInput
      label={say("Passphrase of {target}", { target: of })}
      description={say("It is on the recovery kit, and is kept on this computer from now on.")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      visibilityToggleButtonProps={{ "aria-label": say("Show the passphrase"), tabIndex: 0, "aria-hidden": false }}
      maw={480}
    />
  );
}
