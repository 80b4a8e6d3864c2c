import { Alert, Button, Code, CopyButton, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import { describeError, errorAsText } from "./describe-error.ts";
import classes from "./error-note.module.css";

/** A long location breaks instead of being cut off. */
const NOTE = { title: classes.title ?? "", label: classes.label ?? "" };

interface ErrorNoteProps {
  /** An AppError, a refusal told as data, or anything that was thrown. */
  readonly error: unknown;
  /** The one button that may fix it. */
  readonly action?: { readonly label: string; readonly onClick: () => void };
  /** The command that does the same, for who wants to try it there. */
  readonly commandLine?: string;
}

/** A failure: what happened, what to do, one button, and the details for who asks. Read out as soon as it appears. */
export function ErrorNote({ error, action, commandLine }: ErrorNoteProps): ReactNode {
  const words = describeError(error);
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={words.sentence}
      role="alert"
      classNames={NOTE}
    >
      <Text size="sm">{words.hint}</Text>
      <Group gap="sm" mt="sm" align="flex-start">
        {action !== undefined && (
          <Button size="xs" variant="default" onClick={action.onClick}>
            {action.label}
          </Button>
        )}
        <details className={classes.details}>
          <summary>{say("Details")}</summary>
          <Code block className={classes.text}>
            {errorAsText(words)}
            {commandLine !== undefined && `\n$ ${commandLine}`}
          </Code>
          <CopyText text={errorAsText(words)} />
        </details>
      </Group>
    </Alert>
  );
}

/** A button that copies a text and says so. */
export function CopyText({ text, label = say("Copy details") }: { text: string; label?: string }): ReactNode {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" mt="xs" onClick={copy}>
          {copied ? say("Copied") : label}
        </Button>
      )}
    </CopyButton>
  );
}
