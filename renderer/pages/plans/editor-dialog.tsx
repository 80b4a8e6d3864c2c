import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Plan, PlanChoices } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, ErrorNote } from "../../components/index.ts";
import { choicesOf } from "./choices-of.ts";
import classes from "./editor-dialog.module.css";

interface EditorDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What an editor of one choice stands in; a narrow window is all of it. Its form begins anew each time it is opened. */
export function EditorDialog({ title, isOpen, onClose, children }: EditorDialogProps): ReactNode {
  const isNarrow = useMediaQuery("(max-width: 600px)") ?? false;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="lg"
      fullScreen={isNarrow}
      closeButtonProps={{ "aria-label": say("Close") }}
    >
      {children}
    </Modal>
  );
}

/** What each editor gets. */
export interface EditorProps {
  readonly plan: Plan;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface EditorFormProps {
  readonly plan: Plan;
  /** What is changed; called when it is saved. */
  readonly changes: () => Partial<PlanChoices>;
  /** What of the plan is left out when it is saved: a choice that is absent. */
  readonly without?: "keep" | "goalHours";
  /** The button: “Save”, or what saving brings about. */
  readonly verb?: string;
  /** Why it cannot be saved yet; it can if absent. */
  readonly missing?: string | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An editor of one choice: its fields, and the button that saves the plan with it. */
export function EditorForm(props: EditorFormProps): ReactNode {
  const { plan, changes, without, verb = say("Save"), missing, onClose, children } = props;
  const update = useMutation(api.plans.update.mutationOptions({ onSuccess: onClose }));
  const save = (): void => {
    const choices = { ...choicesOf(plan), ...changes() };
    if (without !== undefined) delete choices[without];
    update.mutate({ planId: plan.id, choices });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && !update.isPending) save();
      }}
    >
      <Stack gap="lg">
        {children}
        {update.error !== null && <ErrorNote error={update.error} />}
        <Group justify="flex-end" gap="sm" className={classes.foot}>
          <Text span size="sm" role="status">
            {missing}
          </Text>
          <Button variant="default" onClick={onClose}>
            {say("Leave it as it was")}
          </Button>
          <BusyButton isBusy={update.isPending} disabled={missing !== undefined}>
            {verb}
          </BusyButton>
        </Group>
      </Stack>
    </form>
  );
}
