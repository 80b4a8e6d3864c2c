import { Modal, TextInput, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { SearchHit } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import type { PageDefinition } from "../navigation/index.ts";
import { type HitRestore, HitSheet } from "./hit-sheet.tsx";
import { moveFocus } from "./move-focus.ts";
import classes from "./search.module.css";
import { SearchAnswers } from "./search-answers.tsx";

interface SearchDialogProps {
  readonly pages: readonly PageDefinition[];
  readonly onClose: () => void;
}

/** Finds files in all snapshots, places of the window, and what can be done. What is found can be brought back from here. */
export function SearchDialog({ pages, onClose }: SearchDialogProps): ReactNode {
  const [text, setText] = useState("");
  const [restoring, setRestoring] = useState<HitRestore>();
  const isNarrow = useMediaQuery("(max-width: 600px)");
  const body = useRef<HTMLElement>(null);
  // What had the focus may not be found any more: the field has it then, not nothing.
  const keepFocus = (): void => {
    if (document.activeElement === document.body) body.current?.querySelector("input")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (body.current !== null && moveFocus(body.current, event.key)) event.preventDefault();
  };
  if (restoring !== undefined) return <HitSheet what={restoring} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say("Search")}
      size={720}
      centered={false}
      yOffset={isNarrow ? 0 : "10vh"}
      fullScreen={isNarrow ?? false}
      closeButtonProps={{ "aria-label": say("Close") }}
      // Who opened it by a key types on at once.
      transitionProps={{ duration: 0 }}
    >
      <search ref={body} onKeyDown={onKeyDown}>
        <TextInput
          data-autofocus
          type="search"
          size="md"
          leftSection={<IconSearch size={18} aria-hidden />}
          aria-label={say("Name, part of a path, or a pattern such as *.odt")}
          placeholder={say("Name, part of a path, or a pattern such as *.odt")}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          data-item
          className={classes.input}
        />
        <VisuallyHidden>{say("Arrow keys lead through what is found.")}</VisuallyHidden>
        <SearchAnswers
          {...{ text, pages, onClose }}
          onChanged={keepFocus}
          onRestore={(hit) => setRestoring(restoreOf(hit))}
        />
      </search>
    </Modal>
  );
}

function restoreOf({ targetId, snapshotId, path, type, bytes = 0 }: SearchHit): HitRestore {
  return { ...{ targetId, snapshotId, path, bytes }, isFolder: type === "folder" };
}
