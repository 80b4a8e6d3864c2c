import { type StorageAction, StorageFailed } from "../errors.ts";
import { passOver, readBody } from "../http/index.ts";
import { isStoredName } from "../layout.ts";
import type { FileKind, StoredFile } from "../storage.ts";
import type { RestConnection } from "./rest-connection.ts";

/** Enough for three million files. */
const MOST_BYTES = 256 << 20;
/** Of files on their way: the server's own business, which nobody can reach through it. */
const SERVER_TEMPORARY = /^[0-9a-f]{64}\.(?:rest-server-temp\d*|[0-9a-z]+\.partial)$/;

/** What a server's listing of one kind holds, other names included. A folder that is not there is an empty one. */
export async function* listed(
  server: RestConnection,
  kind: Exclude<FileKind, "config">,
  atOnce: number,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile> {
  const action: StorageAction = { location: server.location, doing: "list" };
  const text = await server.call("GET", `${kind}/`, { action, signal }, async (answer) => {
    if (answer.status === 404) {
      await passOver(answer);
      return "[]";
    }
    if (answer.status !== 200) throw server.refusal(answer, action);
    return (await readBody(answer, action, MOST_BYTES)).toString();
  });
  const names: string[] = [];
  for (const entry of entriesOf(text, action)) {
    if (typeof entry === "string") names.push(entry);
    else yield entry;
  }
  yield* withSizes(server, kind, names, atOnce, signal);
}

/** Version 1 of the protocol tells names only: each is asked for, several at a time. */
async function* withSizes(
  server: RestConnection,
  kind: FileKind,
  names: readonly string[],
  atOnce: number,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile> {
  for (let at = 0; at < names.length; at += atOnce) {
    const part = names.slice(at, at + atOnce);
    const found = await Promise.all(
      part.map(async (name): Promise<StoredFile | undefined> => {
        // Others are told by their names alone.
        if (!isStoredName(name)) return { name, size: 0 };
        const action: StorageAction = { location: server.location, doing: "list", file: { kind, name } };
        const size = await server.sizeOf(`${kind}/${name}`, action, signal);
        return size === undefined ? undefined : { name, size };
      }),
    );
    for (const file of found) if (file !== undefined) yield file;
  }
}

/** Both versions tell themselves apart by their shape. @throws {StorageFailed} it is neither: something else answers there */
function entriesOf(text: string, action: StorageAction): readonly (StoredFile | string)[] {
  const other = (): StorageFailed => new StorageFailed(action, "what answers there is no REST server for restic");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw other();
  }
  if (parsed === null) return []; // an empty list of some servers
  if (!Array.isArray(parsed)) throw other();
  return parsed.map((entry: unknown) => {
    if (typeof entry === "string") return entry;
    if (typeof entry !== "object" || entry === null || !("name" in entry) || !("size" in entry)) throw other();
    const { name, size } = entry;
    if (typeof name !== "string" || typeof size !== "number" || !Number.isSafeInteger(size)) throw other();
    return { name, size };
  });
}

/** The path below the repository's root of a listed name that is no stored file. Undefined for what the server is just storing. */
export function strayPath(kind: FileKind, name: string): string | undefined {
  if (SERVER_TEMPORARY.test(name)) return undefined;
  const isOfPack = kind === "data" && /^[0-9a-f]{64}/.test(name);
  return isOfPack ? `data/${name.slice(0, 2)}/${name}` : `${kind}/${name}`;
}
