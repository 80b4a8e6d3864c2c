import { Text, useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { bytes } from "../../../../shared/figures/index.ts";
import type { FileLook as Look, PathText } from "../../../../shared/model/index.ts";
import { say, text, type Text as Words } from "../../../../shared/words/index.ts";
import { api } from "../../../client/index.ts";
import { Answer, baseName, styleNonce } from "../../../components/index.ts";
import type { Where } from "../../../restore-sheet/index.ts";
import classes from "./file.module.css";
import { lookFrame, type Shown } from "./look-frame.ts";

/** What is in a file of a snapshot, without bringing it back. */
export function FileLook({ where, path }: { readonly where: Where; readonly path: PathText }): ReactNode {
  const look = useQuery(api.search.look.queryOptions({ input: { ...where, path } }));
  return (
    <Answer query={look} what={say("Reading the file from its backup…")}>
      {(found) => (found.kind === "none" ? <Unseen look={found} /> : <Seen look={found} path={path} />)}
    </Answer>
  );
}

function Seen({ look, path }: { readonly look: Shown; readonly path: PathText }): ReactNode {
  const scheme = useComputedColorScheme("light");
  return (
    <>
      <iframe
        sandbox=""
        title={say("What is in {name}", { name: baseName(path) })}
        srcDoc={lookFrame(look, scheme, styleNonce())}
        className={classes.frame}
        data-kind={look.kind}
      />
      {look.kind === "text" && look.isCut && (
        <Text size="sm" c="dimmed">
          {say("Only the beginning is shown; the file has {size}.", { size: bytes(look.bytes) })}
        </Text>
      )}
    </>
  );
}

const WHY: Readonly<Record<Extract<Look, { kind: "none" }>["reason"], Words>> = {
  "too-large": text("It is too large to be looked at here ({size}). Restore it to open it."),
  "not-shown": text("Files of this kind are not shown here. Restore it to open it."),
  "no-file": text("It is no file, so there is nothing to look at."),
};

function Unseen({ look }: { readonly look: Extract<Look, { kind: "none" }> }): ReactNode {
  return (
    <Text c="dimmed" className={classes.unseen}>
      {say(WHY[look.reason], { size: bytes(look.bytes) })}
    </Text>
  );
}
