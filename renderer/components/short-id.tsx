import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./short-id.module.css";

/** The first eight digits of an id; a click copies all of it. */
export function ShortId({ id, of }: { id: string; of: string }): ReactNode {
  return (
    <CopyButton value={id} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : "Copy the whole id"}>
          <UnstyledButton className={classes.id} onClick={copy} aria-label={`Copy the id ${id.slice(0, 8)} of ${of}`}>
            {id.slice(0, 8)}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
