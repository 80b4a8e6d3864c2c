import { type StorageAction, StorageInterrupted } from "../errors.ts";
import type { WebAnswer } from "../http/index.ts";

/** Asks the server for something; the text is that of an answer with status 200. */
export type Ask = (method: "GET" | "HEAD", path: string) => Promise<{ readonly status: number; readonly text: string }>;

/** A config has no list to stand in, so it is asked for so many times more. */
const CONFIG_TRIES = 2;
/** A list may lack a folder that rclone could not look into. A file that is not in it is asked for so many times more. */
const FILE_TRIES = 4;

/** Whether a “not found” has to be looked into: rclone says so, too, when it could not look because its own way there is broken. */
export function isDoubtful({ status, headers }: Pick<WebAnswer, "status" | "headers">): boolean {
  return status === 404 && /^rclone\//i.test(headers["server"] ?? "");
}

/**
 * Makes sure that a file which rclone does not find is missing, and not only out of reach for a moment: what is taken for missing may be
 * made anew, and what needs it may be removed. rclone answers for a folder that is not there with an empty list, so a list that is “not
 * found” has always failed.
 *
 * @throws {StorageInterrupted} it is not known to be missing
 * @see rclone's `cmd/serve/restic`, and restic, which does the same for lists
 */
export async function mustBeMissing(ask: Ask, path: string, action: StorageAction): Promise<void> {
  const [kind = "", name = ""] = path.split("/");
  const doubt = new StorageInterrupted(action, "rclone could not look there");
  if (path.endsWith("/")) throw doubt;
  if (name !== "") {
    if (await isListed(ask, `${kind}/`, name, doubt)) throw doubt;
    for (let tries = 0; tries < FILE_TRIES; tries++) if ((await ask("HEAD", path)).status !== 404) throw doubt;
    return;
  }
  for (let tries = 0; tries < CONFIG_TRIES; tries++) {
    await isListed(ask, "keys/", "", doubt); // the way there is open
    if ((await ask("HEAD", path)).status !== 404) throw doubt;
  }
}

async function isListed(ask: Ask, folder: string, name: string, doubt: StorageInterrupted): Promise<boolean> {
  const { status, text } = await ask("GET", folder);
  if (status !== 200) throw doubt;
  return text.includes(`"${name}"`);
}
