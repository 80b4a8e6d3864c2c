import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { say } from "../../shared/words/index.ts";
import { BusyButton, ErrorNote } from "../components/index.ts";
import classes from "./target-setup.module.css";

interface StepFormProps {
  readonly title: string;
  readonly says: ReactNode;
  readonly children: ReactNode;
  /** The button that goes on: “Continue”, “Back up now”. */
  readonly verb: string;
  readonly onSubmit: () => void;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly error?: Error | null;
  /** What may mend the error at once. */
  readonly mend?: { readonly label: string; readonly onClick: () => void } | undefined;
  readonly onBack?: (() => void) | undefined;
  /** Beside the button: another way on. */
  readonly aside?: ReactNode;
  /** After the button: what leads elsewhere. */
  readonly below?: ReactNode;
  readonly takesFocus: boolean;
}

/** A step: one question, its answer, and on. */
export function StepForm(props: StepFormProps): ReactNode {
  const {
    title,
    says,
    children,
    verb,
    onSubmit,
    isDisabled,
    isPending,
    error,
    mend,
    onBack,
    aside,
    below,
    takesFocus,
  } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isDisabled !== true && isPending !== true) onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" className={classes.form}>
        <div>
          <Title order={2} size="h3" ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          <Text c="dimmed" mt={4}>
            {says}
          </Text>
        </div>
        {children}
        {error != null && <ErrorNote error={error} {...(mend === undefined ? {} : { action: mend })} />}
        <Group justify="space-between">
          {onBack === undefined ? (
            <span />
          ) : (
            <Button variant="default" onClick={onBack} disabled={isPending ?? false}>
              {say("Back")}
            </Button>
          )}
          <Group gap="sm">
            {aside}
            <BusyButton isBusy={isPending ?? false} disabled={isDisabled ?? false}>
              {verb}
            </BusyButton>
          </Group>
        </Group>
        {below !== undefined && <div className={classes.below}>{below}</div>}
      </Stack>
    </form>
  );
}
