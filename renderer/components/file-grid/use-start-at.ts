import { useEffect, useState } from "react";
import type { PathText } from "../../../shared/model/index.ts";
import { isWithin } from "./crumb-paths.ts";
import { findName } from "./type-ahead.ts";
import type { Pages } from "./use-pages.ts";

/** A folder that is not among so many entries is not looked for further: who goes up should not wait for a whole archive. */
const LOOKED_AT = 5_000;

interface Opened {
  readonly folder: PathText;
  /** The folder that was open before; undefined if none was. */
  readonly cameFrom: PathText | undefined;
  readonly pageSize: number;
}

interface Named {
  readonly total: number;
  readonly entries: readonly { readonly name: PathText }[];
}

/**
 * Where the focus begins in a folder that is opened: after going up on the folder one came from, else on the first entry;
 * undefined while it is looked for.
 */
export function useStartAt<P extends Named, Entry>({ folder, cameFrom, pageSize }: Opened, pages: Pages<P, Entry>) {
  const name = cameFrom === undefined ? undefined : nameWithin(folder, cameFrom);
  const [found, setFound] = useState<number | undefined>(name === undefined ? 0 : undefined);
  const { first, pageAt } = pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, as soon as there is a list
  useEffect(() => {
    if (first === undefined || name === undefined) return;
    let isOver = false;
    void findName(name, { from: 0, total: Math.min(first.total, LOOKED_AT), pageSize }, pageAt)
      .catch(() => undefined) // the page that cannot be read says so itself
      .then((index) => isOver || setFound(index ?? 0));
    return () => {
      isOver = true;
    };
  }, [first === undefined]);
  return found;
}

/** The name of the entry of a folder that leads to a path below it. */
function nameWithin(folder: PathText, path: PathText): string | undefined {
  if (!isWithin(path, folder)) return undefined;
  return path
    .slice(folder.length)
    .split("/")
    .find((piece) => piece !== "");
}
