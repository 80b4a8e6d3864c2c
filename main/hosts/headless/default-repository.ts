import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { localTime } from "../../../shared/figures/index.ts";
import { generatePassphrase, recoveryKitPage } from "../../agent/recovery/index.ts";
import { createRepository } from "../../engine/index.ts";
import { type AppFolders, appFolders, type OpenedSecrets, openSecrets } from "../../platform/index.ts";
import type { Environment } from "./environment.ts";
import { FileUnusable } from "./errors.ts";

/** The repository that is used when none is named: the user's own, on this computer. */
export interface DefaultRepository {
  readonly location: string;
  readonly id: string;
}

export interface NewDefaultRepository extends DefaultRepository {
  /** Path of the page to print. */
  readonly recoveryKit: string;
}

/** Without these, its folder is not taken for a repository: it is made elsewhere and moved here when all is done. */
const FOLDER = "default";
const DESCRIPTION = "repository.json";

/** The user's folders and secrets. */
export async function openSurroundings(env: Environment): Promise<{ folders: AppFolders; secrets: OpenedSecrets }> {
  const folders = appFolders({ env });
  const folder = join(folders.config, "secrets");
  const off = (): Promise<never> => Promise.reject(new Error("HOLDFAST_KEYCHAIN is off"));
  return {
    folders,
    secrets: await openSecrets(env["HOLDFAST_KEYCHAIN"] === "off" ? { folder, load: off } : { folder }),
  };
}

/** The default repository, if there is one. */
export async function findDefaultRepository(folders: AppFolders): Promise<DefaultRepository | undefined> {
  const folder = join(folders.data, FOLDER);
  const path = join(folder, DESCRIPTION);
  try {
    const { id }: { id?: unknown } = JSON.parse(await readFile(path, "utf8"));
    if (typeof id === "string") return { location: join(folder, "repository"), id };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new FileUnusable(path, "read", error);
  }
  throw new FileUnusable(path, "read");
}

/** Under which name its passphrase is kept. */
export function secretName({ id }: DefaultRepository): string {
  return `repository ${id}`;
}

/**
 * Makes the default repository: the repository itself, then the secret, then the recovery kit, and last the step that
 * lets all of it be found. A crash in between leaves nothing that a later run would trip over.
 *
 * @param given the passphrase, if the user wants one of their own
 * @returns undefined if another process made it meanwhile
 */
export async function makeDefaultRepository(
  folders: AppFolders,
  secrets: OpenedSecrets,
  given: string | undefined,
  signal: AbortSignal,
): Promise<NewDefaultRepository | undefined> {
  const passphrase = given ?? generatePassphrase();
  const draft = join(folders.data, `${FOLDER}.${randomBytes(6).toString("hex")}.tmp`);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  let made: NewDefaultRepository | undefined;
  let isPublished = false;
  try {
    const id = await makeRepository(join(draft, "repository"), passphrase, signal);
    made = kitted(folders, id);
    await secrets.set(secretName(made), passphrase);
    await writePrivate(made.recoveryKit, kitPage(made, passphrase));
    await writePrivate(join(draft, DESCRIPTION), `${JSON.stringify({ id })}\n`);
    isPublished = await moveInto(draft, join(folders.data, FOLDER));
    return isPublished ? made : undefined;
  } finally {
    if (!isPublished) await undo(draft, secrets, made);
  }
}

async function makeRepository(location: string, password: string, signal: AbortSignal): Promise<string> {
  const open = await createRepository(location, { password, signal });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

function kitted(folders: AppFolders, id: string): NewDefaultRepository {
  const location = join(folders.data, FOLDER, "repository");
  return { id, location, recoveryKit: join(folders.data, `recovery-kit-${id.slice(0, 8)}.html`) };
}

function kitPage({ location, id }: DefaultRepository, passphrase: string): string {
  const { platform } = process;
  const created = localTime(Date.now());
  return recoveryKitPage({ location, repositoryId: id, passphrase, hostname: hostname(), created, platform });
}

/** @returns false if there is something at the new place already */
async function moveInto(draft: string, place: string): Promise<boolean> {
  try {
    await rename(draft, place);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOTEMPTY" || code === "EEXIST" || code === "EPERM") return false;
    throw error;
  }
}

async function undo(draft: string, secrets: OpenedSecrets, made: NewDefaultRepository | undefined): Promise<void> {
  await rm(draft, { recursive: true, force: true });
  if (made === undefined) return;
  await secrets.remove(secretName(made));
  await rm(made.recoveryKit, { force: true });
}

async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: "wx", flush: true });
}
