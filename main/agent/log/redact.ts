/** What stands in place of a secret. */
const REDACTED = "[redacted]";

const SECRET_NAME = /pass(word|phrase)|secret|authorization|cookie|credential|private_?key|(^|[_-])token$|Token$/i;
const DEPTH = 8;
const LONGEST_TEXT = 8_192;
const MOST_ENTRIES = 1_000;

/** In a text: the password of an address, a secret given as a parameter, what follows an authorization scheme. */
const IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/@]+@/gi, `$1:${REDACTED}@`],
  [
    /\b((?:password|passphrase|secret|token|cookie|authorization)["']?\s*[=:]\s*["']?)(?!Bearer\b|Basic\b)[^\s"'&;,]+/gi,
    `$1${REDACTED}`,
  ],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g, `$1 ${REDACTED}`],
];

export function redactText(text: string): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return IN_TEXT.reduce((result, [pattern, instead]) => result.replace(pattern, instead), short);
}

/**
 * A copy of facts without whatever is named like a secret, at any depth, and with errors spelled out: message, stack, code,
 * facts and causes. It can be written as JSON whatever the facts were, and is bounded in depth and length.
 */
export function redactFacts(facts: object): Record<string, unknown> {
  if (facts instanceof Error) return { error: copy(facts, DEPTH, new Set()) };
  return copyEntries(Object.entries(facts), DEPTH, new Set([facts]));
}

function copy(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "symbol" || typeof value === "function") return `[${typeof value}]`;
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return "[circular]";
  if (depth === 0) return "[deeper]";
  const inside = new Set([...above, value]);
  if (value instanceof Error) return copyError(value, depth - 1, inside);
  if (value instanceof Date || value instanceof URL) return redactText(String(value));
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return copyEntries(
      [...value].map(([key, of]) => [String(key), of]),
      depth - 1,
      inside,
    );
  if (Array.isArray(value) || value instanceof Set)
    return [...value].slice(0, MOST_ENTRIES).map((entry) => copy(entry, depth - 1, inside));
  return copyEntries(Object.entries(value), depth - 1, inside);
}

function copyEntries(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
  above: ReadonlySet<object>,
): Record<string, unknown> {
  const kept = entries.slice(0, MOST_ENTRIES);
  return Object.fromEntries(
    kept.map(([name, value]) => [name, SECRET_NAME.test(name) ? REDACTED : copy(value, depth, above)]),
  );
}

function copyError(error: Error, depth: number, above: ReadonlySet<object>): Record<string, unknown> {
  const { name, message, stack = "", cause } = error;
  const entries: [string, unknown][] = [
    ["name", name],
    ["message", message],
    ["stack", stack],
    ...Object.entries(error),
  ];
  return copyEntries(cause === undefined ? entries : [...entries, ["cause", cause]], depth, above);
}
