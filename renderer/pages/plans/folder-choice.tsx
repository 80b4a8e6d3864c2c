import { Button, CloseButton, Input, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFolderPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "../../../shared/words/index.ts";
import { FolderPicker, withoutNested } from "../../components/folder-picker/index.ts";
import { showPath } from "../../components/index.ts";
import classes from "./plans.module.css";

interface FolderChoiceProps {
  readonly folders: readonly string[];
  readonly onChange: (folders: readonly string[]) => void;
}

/** What a plan backs up: a list to take from, and the picker to add to it. */
export function FolderChoice({ folders, onChange }: FolderChoiceProps): ReactNode {
  const [isPicking, { open, close }] = useDisclosure(false);
  return (
    <Input.Wrapper label={say("What is backed up")} labelElement="div">
      <ul className={classes.folders}>
        {folders.map((folder) => (
          <li key={folder}>
            <Text span size="sm">
              {showPath(folder)}
            </Text>
            <CloseButton
              size="sm"
              aria-label={say("Take out {path}", { path: showPath(folder) })}
              onClick={() => onChange(folders.filter((other) => other !== folder))}
            />
          </li>
        ))}
      </ul>
      <Button mt="xs" size="xs" variant="default" leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={open}>
        {say("Choose folders and files…")}
      </Button>
      <FolderPicker
        isOpen={isPicking}
        onClose={close}
        title={say("Choose what to back up")}
        mode="folders-and-files"
        chosen={folders}
        onChoose={(chosen) => {
          onChange(withoutNested(chosen));
          close();
        }}
      />
    </Input.Wrapper>
  );
}
