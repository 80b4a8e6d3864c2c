import { hasCode } from "../../../shared/errors/index.ts";
import type { RetryNotice } from "../../engine/index.ts";
import { appFolders } from "../../platform/index.ts";
import type { Context } from "./command.ts";
import { variable } from "./environment.ts";
import { HostNotTrusted } from "./errors.ts";
import type { NamedPlace } from "./repository-location.ts";
import { askLine, canAsk } from "./terminal/prompt.ts";

/** How the engine is to reach a place. */
interface Reach extends Pick<NamedPlace, "access"> {
  readonly onRetry: (notice: RetryNotice) => void;
  readonly cacheFolder?: string;
  readonly limits?: { readonly up?: number; readonly down?: number };
}

/** What a command says of the way to a repository. That the connection was lost is said once, however often it is. */
export function reachOf(context: Context, { location, access }: NamedPlace): Reach {
  const { output } = context;
  const folder = cacheFolder(context);
  let isTold = false;
  const onRetry = ({ error }: RetryNotice): void => {
    if (!isTold) output.alarm(`The connection to “${location}” was lost; trying again.`);
    else output.detail(error.message);
    isTold = true;
  };
  return { access, onRetry, ...limitsOf(context), ...(folder === undefined ? {} : { cacheFolder: folder }) };
}

/** `--limit-upload` and `--limit-download`, which are for every place, as in restic. */
function limitsOf({ options: { limitUpload: up, limitDownload: down } }: Context): Pick<Reach, "limits"> {
  if (up === undefined && down === undefined) return {};
  const rate = (name: "up" | "down", kib?: number) => (kib === undefined ? {} : { [name]: kib * 1024 });
  return { limits: { ...rate("up", up), ...rate("down", down) } };
}

/** `--cache-dir`, then the variables, then the system's folder for such things; undefined with `--no-cache`. */
function cacheFolder({ options, env }: Context): string | undefined {
  if (options.cache === false) return undefined;
  const { cache } = appFolders({ env });
  return options.cacheDir ?? variable(env, "HOLDFAST_CACHE_DIR", "RESTIC_CACHE_DIR")?.value ?? cache;
}

/**
 * Does something with a place whose server may not be known yet: a person is asked whether to trust its key, once.
 *
 * @throws {HostNotTrusted} nobody can be asked, or the key is not the one the person expects
 */
export async function trusting<T>(
  context: Context,
  place: NamedPlace,
  work: (place: NamedPlace) => Promise<T>,
): Promise<T> {
  try {
    return await work(place);
  } catch (error) {
    const key = unknownKeyOf(error);
    if (key === undefined) throw error;
    await mustTrust(context, place.location, key);
    return work({ ...place, access: { ...place.access, hostKey: key } });
  }
}

/** The key of a server that nobody knows yet. One that has changed is never asked about: it looks like an attack. */
export function unknownKeyOf(error: unknown): string | undefined {
  if (!hasCode(error, "storage/host-untrusted") || error.facts["reason"] !== "unknown") return undefined;
  const { fingerprint } = error.facts;
  return typeof fingerprint === "string" ? fingerprint : undefined;
}

/** Asks a person on the terminal. @throws {HostNotTrusted} there is none, or the key is not the right one */
export async function mustTrust({ signal }: Context, location: string, key: string): Promise<void> {
  const question = `The server of “${location}” is not known yet. Its key is\n  ${key}\nIf the server shows the same, type “yes” to trust it: `;
  const isTrusted = canAsk() && (await askLine(question, signal)).trim().toLowerCase() === "yes";
  if (!isTrusted) throw new HostNotTrusted(location, key);
}
