import { parseAst } from "rolldown/parseAst";

/** Of the tree that the parser makes only what is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [name: string]: unknown;
}

/** The tree of a source, with types and JSX. */
export function parsed(path: string, source: string): Node {
  // The parser's own types name each kind of node; here all are looked at alike.
  return parseAst(source, { lang: path.endsWith("x") ? "tsx" : "ts" }) as unknown as Node;
}

/** Each node of a tree, the outer before the inner; not what is within a node that `leave` says yes to. */
export function visit(node: Node, see: (node: Node) => void, leave: (node: Node) => boolean = () => false): void {
  if (leave(node)) return;
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === "object" && child !== null && "type" in child) visit(child as Node, see, leave);
    }
  }
}

/** All nodes of a source. */
export function nodesOf(path: string, source: string): readonly Node[] {
  return nodesBelow(parsed(path, source));
}

/** A node and all within it. */
export function nodesBelow(node: Node): readonly Node[] {
  const nodes: Node[] = [];
  visit(node, (each) => nodes.push(each));
  return nodes;
}
