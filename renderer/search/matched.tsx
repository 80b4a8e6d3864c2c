import type { ReactNode } from "react";
import { showPath } from "../components/index.ts";
import classes from "./search.module.css";
import { piecesOf } from "./words.ts";

/** A name, with what was searched for marked in it. */
export function Matched({ name, search }: { readonly name: string; readonly search: string }): ReactNode {
  return piecesOf(showPath(name), search).map(({ text, isMatch }, at) =>
    isMatch ? (
      // Pieces of one name: their places are what they are.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <mark key={at} className={classes.mark}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
