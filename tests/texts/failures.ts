import { type Node, nodesBelow, nodesOf } from "./nodes.ts";

/** A failure as its class or its data declare it. */
export interface DeclaredFailure {
  readonly code: string;
  /** The facts that it has always. */
  readonly facts: ReadonlySet<string>;
}

/** The failures that a source declares. */
export function failuresIn(path: string, source: string): readonly DeclaredFailure[] {
  const nodes = nodesOf(path, source);
  const functions = new Map(
    nodes.filter(({ type }) => type === "FunctionDeclaration").map((node) => [nameOf(node["id"]), node]),
  );
  const classes = nodes.filter(({ type }) => type === "ClassDeclaration").flatMap((node) => ofClass(node, functions));
  return [...classes, ...nodes.flatMap((node) => ofData(node, functions))];
}

type Functions = ReadonlyMap<unknown, Node>;

function ofClass(node: Node, functions: Functions): readonly DeclaredFailure[] {
  const inside = nodesBelow(node);
  const code = inside.find(({ type, key }) => type === "PropertyDefinition" && nameOf(key) === "code");
  const literal = (code?.["value"] as Node | null | undefined)?.["value"];
  if (typeof literal !== "string") return [];
  const isSuper = ({ type, callee }: Node): boolean =>
    type === "CallExpression" && (callee as Node | undefined)?.type === "Super";
  const [, facts] = (inside.find(isSuper)?.["arguments"] ?? []) as readonly Node[];
  return [{ code: literal, facts: new Set(namesIn(facts, functions)) }];
}

/** `{ code: "api/bug", …, facts: { id } }` */
function ofData(node: Node, functions: Functions): readonly DeclaredFailure[] {
  if (node.type !== "ObjectExpression") return [];
  const properties = node["properties"] as readonly Node[];
  const given = (name: string): Node | undefined =>
    properties.find(({ key }) => nameOf(key) === name)?.["value"] as Node | undefined;
  const code = given("code")?.["value"];
  const facts = given("facts");
  if (typeof code !== "string" || facts === undefined) return [];
  return [{ code, facts: new Set(namesIn(facts, functions)) }];
}

/** The names that an object has whatever happens. What is spread in from elsewhere, or only sometimes, is not counted. */
function namesIn(facts: Node | undefined, functions: Functions): readonly string[] {
  if (facts?.type === "CallExpression") return namesReturned(functions.get(nameOf(facts["callee"])), functions);
  if (facts?.type !== "ObjectExpression") return [];
  return (facts["properties"] as readonly Node[]).flatMap((property) => {
    if (property.type === "Property") return [String(nameOf(property["key"]))];
    return namesIn(property["argument"] as Node, functions);
  });
}

function namesReturned(made: Node | undefined, functions: Functions): readonly string[] {
  if (made === undefined) return [];
  const returned = nodesBelow(made).find(({ type }) => type === "ReturnStatement");
  return namesIn(returned?.["argument"] as Node | undefined, functions);
}

function nameOf(node: unknown): unknown {
  const { name, value } = (node ?? {}) as { name?: unknown; value?: unknown };
  return name ?? value;
}
