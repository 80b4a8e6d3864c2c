import { decoded } from "./webdav-location.ts";

/** What a server tells of one file or folder. */
export interface WebdavEntry {
  /** The path's names from the server's root down, not encoded. */
  readonly path: readonly string[];
  readonly isFolder: boolean;
  /** In bytes; undefined where the server does not tell, as of folders. */
  readonly size: number | undefined;
  readonly modified: Date | undefined;
  readonly freeBytes: number | undefined;
  readonly usedBytes: number | undefined;
}

/** Asks for what is used here and no more: servers compute checksums and counts for who asks for everything. */
function question(...properties: readonly string[]): Buffer {
  const asked = properties.map((name) => `<D:${name}/>`).join("");
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?><D:propfind xmlns:D="DAV:"><D:prop>${asked}</D:prop></D:propfind>`,
  );
}

export const FILE_FACTS: Buffer = question("resourcetype", "getcontentlength", "getlastmodified");
export const ROOM_FACTS: Buffer = question("resourcetype", "quota-available-bytes", "quota-used-bytes");

/** So that a server cannot make us expand a few bytes to gigabytes. */
const ENTITY_LIMITS = { maxTotalExpansions: 10_000_000, maxExpandedLength: 1 << 30 };

/**
 * Reads a server's answer to PROPFIND.
 *
 * @throws a plain Error whose message says what is wrong with it
 */
export async function readAnswer(xml: string): Promise<readonly WebdavEntry[]> {
  const { parseXML } = await import("webdav");
  const { multistatus } = await parseXML(xml, {
    ...{ attributeNamePrefix: "@", attributeParsers: [], entityDecoder: { limit: ENTITY_LIMITS } },
    // Every value stays text: names and sizes are not to be rounded like numbers.
    tagParsers: [() => undefined],
  });
  return multistatus.response.flatMap(({ href, propstat, status = "" }) => {
    if (/ 404( |$)/.test(status)) return []; // removed while the server looked
    if (typeof href !== "string" || propstat === undefined || status !== "" || !isFound(propstat.status)) {
      throw new Error("it does not tell what is there");
    }
    return [entryOf(href, propstat.prop)];
  });
}

/** The library keeps the first of several groups of properties: those that are there come first with all servers known. */
function isFound(status: string | undefined): boolean {
  return status === undefined || / 2\d\d/.test(status);
}

function entryOf(href: string, properties: object | string | undefined): WebdavEntry {
  const facts: Readonly<Record<string, unknown>> = { ...(typeof properties === "object" ? properties : {}) };
  const type = facts["resourcetype"];
  const modified = new Date(String(facts["getlastmodified"] ?? ""));
  return {
    path: pathOf(href),
    isFolder: typeof type === "object" && type !== null && "collection" in type,
    size: numberOf(facts["getcontentlength"]),
    modified: Number.isNaN(+modified) ? undefined : modified,
    freeBytes: numberOf(facts["quota-available-bytes"]),
    usedBytes: numberOf(facts["quota-used-bytes"]),
  };
}

/** Negative numbers are how servers say “unknown” and “without a limit”. */
function numberOf(value: unknown): number | undefined {
  const text = typeof value === "object" && value !== null && "text" in value ? value.text : value;
  return typeof text === "string" && /^\s*\d{1,18}\s*$/.test(text) ? Number(text) : undefined;
}

/** Servers tell whole addresses or only paths. */
function pathOf(href: string): readonly string[] {
  const path = href.trim().replace(/^https?:\/\/[^/]*/i, "");
  return path
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
}
