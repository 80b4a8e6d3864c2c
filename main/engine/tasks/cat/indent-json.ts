const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g;
const OPENING = /^[[{]$/;
const CLOSING = /^[\]}]$/;

/**
 * Lays out JSON over lines, two spaces for each level, as Go does. Numbers, escapes and the order of fields stay as they
 * are, which parsing and writing anew would not keep.
 */
export function indentJson(json: string): string {
  let depth = 0;
  let before = "";
  let text = "";
  for (const [token] of json.matchAll(TOKEN)) {
    const isEmpty = OPENING.test(before) && CLOSING.test(token);
    if (CLOSING.test(token)) depth -= 1;
    if (needsLine(before, token) && !isEmpty) text += `\n${"  ".repeat(depth)}`;
    text += token === ":" ? ": " : token;
    if (OPENING.test(token)) depth += 1;
    before = token;
  }
  return text;
}

function needsLine(before: string, token: string): boolean {
  return OPENING.test(before) || before === "," || CLOSING.test(token);
}
