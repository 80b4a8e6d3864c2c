import { IntlMessageFormat } from "intl-messageformat";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** The numbers that `TYPE` of the parser stands for. */
const LITERAL = 0;
const POUND = 7;
const TAG = 8;

/** The places of a message, by name: what can be filled in, each once, in the order of names. Tags as `<name>`. */
export function placesOf(message: string, hasTags = true): readonly string[] {
  const made = new IntlMessageFormat(message, "en", undefined, { ignoreTag: !hasTags });
  return [...new Set(inside(made.getAst()))].toSorted();
}

function inside(elements: readonly Element[]): string[] {
  return elements.flatMap((element): string[] => {
    if (element.type === LITERAL || element.type === POUND) return [];
    if (element.type === TAG) return [`<${element.value}>`, ...inside(element.children)];
    const options = "options" in element ? Object.values(element.options).flatMap(({ value }) => inside(value)) : [];
    return [element.value, ...options];
  });
}
