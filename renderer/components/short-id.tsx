import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { say } from "../../shared/words/index.ts";
import classes from "./short-id.module.css";

/** The first eight digits of an id; a click copies all of it. */
export function ShortId({ id, of }: { id: string; of: string }): ReactNode {
  return (
    <CopyButton value={id} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? say("Copied") : say("Copy the whole id")}>
          <UnstyledButton
            className={classes.id}
            onClick={copy}
            aria-label={say("Copy the id {id} of {thing}", { id: id.slice(0, 8), thing: of })}
          >
            {id.slice(0, 8)}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
