import { createElement, Fragment, type ReactNode } from "react";
import { sayParts, type Text } from "../../shared/words/index.ts";

/** Anything that stands in a text by its name. For tags: what is made of what they enclose. */
type RichValue = ReactNode | ((inner: ReactNode) => ReactNode);

/**
 * A text with more than text in it: `sayRich("Go to the <link>overview</link>.", { link: (inner) => <Anchor …>{inner}</Anchor> })`,
 * `sayRich("Lost {since}.", { since: <When at={…} /> })`. The whole sentence stays one text, so that each language has its own order.
 */
export function sayRich<M extends string>(
  message: (string extends M ? never : M) | Text,
  values: Readonly<Record<string, RichValue>>,
): ReactNode {
  const made = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "function" ? (inner: readonly ReactNode[]) => value(together(inner)) : value,
  ]);
  return together(sayParts<M, ReactNode>(message, Object.fromEntries(made)));
}

/** As children that are written one beside the other, which need no keys. */
function together(parts: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts);
}
