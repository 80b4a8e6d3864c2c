import { Alert, Button, Code, Group, List, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconFolderOpen } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { PathText, Place, TargetState } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { CopyText, FolderPicker, sayRich, showPath } from "../components/index.ts";
import { passphrasePlaceWords } from "./passphrase-place.ts";
import { StepForm } from "./step-form.tsx";
import classes from "./target-setup.module.css";

interface StepKitProps {
  readonly target: TargetState;
  readonly onDone: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly takesFocus: boolean;
}

/** The page that leads back to the backups when this computer is gone. */
export function StepKit({ target, onDone, onBack, takesFocus }: StepKitProps): ReactNode {
  const places = useQuery(api.disk.places.queryOptions());
  const [picked, setPicked] = useState<PathText>();
  const [isPicking, setIsPicking] = useState(false);
  const save = useMutation(api.targets.saveRecoveryKit.mutationOptions());
  const folder = picked ?? defaultFolder(places.data ?? []);
  const path = save.data?.path;
  return (
    <StepForm
      title={say("Your recovery kit")}
      says={say(
        "One page with the passphrase and how to get everything back, even on another computer and without Holdfast.",
      )}
      verb={path === undefined ? say("Save the recovery kit") : say("Continue")}
      isDisabled={folder === undefined}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => {
        if (path !== undefined) onDone();
        else if (folder !== undefined) save.mutate({ targetId: target.target.id, folder });
      }}
      aside={
        path === undefined && (
          <Button variant="subtle" onClick={() => onDone()} disabled={save.isPending}>
            {say("Later")}
          </Button>
        )
      }
      {...{ onBack, takesFocus }}
    >
      {path === undefined ? (
        <Stack gap="sm">
          <Group gap="sm">
            <Text size="sm">
              {sayRich("It is saved to {folder}", {
                folder: <Code className={classes.path}>{folder === undefined ? "…" : showPath(folder)}</Code>,
              })}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
              onClick={() => setIsPicking(true)}
            >
              {say("Choose another folder…")}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {say(
              "The passphrase is kept in {place}, so that backups run by themselves. If this computer is lost, the kit is the only way back. With “Later” the overview will remind you.",
              { place: passphrasePlaceWords(target.passphrasePlace) },
            )}
          </Text>
        </Stack>
      ) : (
        <Saved path={path} />
      )}
      <FolderPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={say("Choose a folder for the recovery kit")}
        mode="place"
        {...(folder === undefined ? {} : { chosen: [folder] })}
        onChoose={([chosen]) => {
          setPicked(chosen);
          setIsPicking(false);
        }}
      />
    </StepForm>
  );
}

function Saved({ path }: { path: PathText }): ReactNode {
  return (
    <Alert
      color="sea"
      variant="light"
      icon={<IconCircleCheck aria-hidden />}
      title={say("The recovery kit is saved")}
      role="status"
    >
      <Stack gap="xs" align="flex-start">
        <Code className={classes.path}>{showPath(path)}</Code>
        <CopyText text={showPath(path)} label={say("Copy the path")} />
        <List size="sm" spacing={4}>
          <List.Item>{say("Open it and print it.")}</List.Item>
          <List.Item>{say("Keep the print away from this computer and from the drive with the backups.")}</List.Item>
          <List.Item>
            {say("Then delete the file, or move it into a password manager: who has it can read your backups.")}
          </List.Item>
        </List>
      </Stack>
    </Alert>
  );
}

function defaultFolder(places: readonly Place[]): PathText | undefined {
  const kinds = ["documents", "desktop", "home"] as const;
  return kinds.flatMap((kind) => places.filter((place) => place.kind === kind)).at(0)?.path;
}
