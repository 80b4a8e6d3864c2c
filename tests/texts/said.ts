import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Node, parsed, visit } from "./nodes.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WHERE = "{shared,renderer,main/hosts/desktop}/**/*.{ts,tsx}";

/** A text in the sources, with the names that its call gives values for, where they can be read off. */
export interface SaidText {
  readonly place: string;
  readonly message: string;
  readonly given?: readonly string[];
}

/** What the sources say. */
export interface Said {
  readonly texts: readonly SaidText[];
  /** Calls whose text is put together where they stand: nobody could translate it. */
  readonly unreadable: readonly string[];
  /** Words in JSX that no `say` is around. */
  readonly bare: readonly string[];
}

/** The functions that take a text first. */
const SAYING: ReadonlySet<unknown> = new Set(["say", "sayParts", "sayRich", "text"]);
/** Attributes that people read or hear. */
const READ: ReadonlySet<unknown> = new Set([
  "title",
  "label",
  "placeholder",
  "description",
  "alt",
  "what",
  "aria-label",
  "aria-description",
  "words",
  "hint",
]);
const HAS_WORDS = /\p{L}{2}/u;

/** All sources that people's texts stand in, without tests. */
export function sources(): readonly (readonly [path: string, source: string])[] {
  const paths = globSync(WHERE, { cwd: ROOT }).filter((path) => !/\.test\.tsx?$|\.d\.ts$|shared\/texts\//.test(path));
  return paths.toSorted().map((path) => [path, readFileSync(ROOT + path, "utf8")]);
}

/** What one source says. */
export function saidIn(path: string, source: string): Said {
  const texts: SaidText[] = [];
  const unreadable: string[] = [];
  const bare: string[] = [];
  const placeOf = ({ start }: Node): string => `${path}:${source.slice(0, start).split("\n").length}`;
  const take = (call: Node): void => {
    const [first, values] = call["arguments"] as readonly Node[];
    const messages = first === undefined ? undefined : literalsOf(first);
    const isSaying = (call["callee"] as Node)["name"] !== "text";
    if (messages === undefined) unreadable.push(placeOf(call));
    for (const message of messages ?? []) {
      const given = isSaying ? namesOf(values) : undefined;
      texts.push({ place: placeOf(call), message, ...(given === undefined ? {} : { given }) });
    }
  };
  const see = (node: Node): void => {
    if (node.type === "CallExpression" && SAYING.has((node["callee"] as Node)["name"])) take(node);
    const words = bareWords(node);
    if (words !== undefined && HAS_WORDS.test(words)) bare.push(`${placeOf(node)}: ${words.trim()}`);
  };
  visit(parsed(path, source), see, isForAll);
  return { texts, unreadable, bare };
}

/** The texts that an expression can only be; none for what was marked elsewhere; undefined when it is put together here. */
function literalsOf(node: Node): readonly string[] | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "string" ? [node["value"]] : undefined;
    case "TemplateLiteral": {
      const [only, ...more] = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
      return more.length === 0 && only !== undefined ? [only.value.cooked] : undefined;
    }
    case "ConditionalExpression": {
      const [one, other] = [literalsOf(node["consequent"] as Node), literalsOf(node["alternate"] as Node)];
      return one && other && [...one, ...other];
    }
    // The compiler takes these only with the brand that `text` gives.
    case "Identifier":
    case "MemberExpression":
    case "CallExpression":
      return [];
    default:
      return undefined;
  }
}

function namesOf(values: Node | undefined): readonly string[] | undefined {
  if (values === undefined) return [];
  if (values.type !== "ObjectExpression") return undefined;
  const properties = values["properties"] as readonly Node[];
  if (properties.some(({ type }) => type !== "Property")) return undefined;
  return properties.map(({ key }) => String((key as Node)["name"] ?? (key as Node)["value"]));
}

function bareWords(node: Node): string | undefined {
  if (node.type === "JSXText") return String(node["value"]);
  if (node.type !== "JSXAttribute" || !READ.has((node["name"] as Node)["name"])) return undefined;
  const value = node["value"] as Node | null;
  return value?.type === "Literal" ? String(value["value"]) : undefined;
}

/** What says of itself that it is the same in every language: `<Code translate="no">`. */
function isForAll(node: Node): boolean {
  if (node.type !== "JSXElement") return false;
  const attributes = (node["openingElement"] as Node)["attributes"] as readonly Node[];
  return attributes.some(({ name }) => (name as Node | undefined)?.["name"] === "translate");
}
