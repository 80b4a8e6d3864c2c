import { Button, Group, Modal, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import type { PathText } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { baseName } from "../format.ts";
import { ChosenList } from "./chosen-list.tsx";
import { withoutNested } from "./chosen-paths.ts";
import { DiskBrowser } from "./disk-browser.tsx";
import classes from "./folder-picker.module.css";
import { useMeasures } from "./use-measures.ts";

export interface FolderPickerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** `place`: the open folder itself is the answer, and new folders can be made. */
  readonly mode: "folders" | "folders-and-files" | "place";
  /** Ticked at the beginning; of a place, where it opens. */
  readonly chosen?: readonly PathText[];
  /** Gets at least one path, none within another. */
  readonly onChoose: (paths: readonly PathText[]) => void;
  /** The button's words, if they should be others. */
  readonly verb?: string;
}

/** Chooses folders on the agent's machine, or a place on it to put something. */
export function FolderPicker(props: FolderPickerProps): ReactNode {
  const { isOpen, onClose, title } = props;
  const isNarrow = useMediaQuery("(max-width: 600px)");
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={880}
      fullScreen={isNarrow ?? false}
      closeButtonProps={{ "aria-label": say("Close") }}
      classNames={{ content: classes.content, body: classes.body }}
    >
      {/* Inside the dialog, so that each opening begins anew. */}
      <Picker {...props} />
    </Modal>
  );
}

function Picker({ mode, chosen = [], onChoose, onClose, verb }: FolderPickerProps): ReactNode {
  const isPlace = mode === "place";
  const [ticked, setTicked] = useState<readonly PathText[]>(isPlace ? [] : chosen);
  const [folder, setFolder] = useState<PathText | undefined>(isPlace ? chosen[0] : undefined);
  const measures = useMeasures(isPlace ? [] : ticked);
  const answer = isPlace ? (folder === undefined ? [] : [folder]) : withoutNested(ticked);
  return (
    <>
      <DiskBrowser
        mode={mode}
        folder={folder}
        onFolder={setFolder}
        ticked={ticked}
        onTicked={setTicked}
        measures={measures}
      />
      <Group justify="space-between" align="flex-end" className={classes.foot}>
        {isPlace ? (
          <Text size="sm" c="dimmed" className={classes.grow}>
            {say("Open the folder to use, or make a new one.")}
          </Text>
        ) : (
          <ChosenList ticked={ticked} measures={measures} onTicked={setTicked} />
        )}
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onClose}>
            {say("Cancel")}
          </Button>
          <Button disabled={answer.length === 0} onClick={() => onChoose(answer)} className={classes.verb}>
            {verb ?? verbFor(mode, answer)}
          </Button>
        </Group>
      </Group>
    </>
  );
}

function verbFor(mode: FolderPickerProps["mode"], answer: readonly PathText[]): string {
  const [first] = answer;
  if (mode === "place")
    return first === undefined ? say("Use this folder") : say("Use “{folder}”", { folder: baseName(first) });
  if (answer.length === 0) return say("Choose");
  const words = { count: answer.length };
  if (mode === "folders") return say("Choose {count, plural, one {# folder} other {# folders}}", words);
  return say("Choose {count, plural, one {# item} other {# items}}", words);
}
