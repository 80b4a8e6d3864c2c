import { createRepository, hasCode, type OpenRepository, openRepository } from "../../engine/index.ts";
import type { OpenedSecrets } from "../../platform/index.ts";
import type { Context } from "./command.ts";
import {
  type DefaultRepository,
  findDefaultRepository,
  makeDefaultRepository,
  openSurroundings,
  secretName,
} from "./default-repository.ts";
import { DefaultRepositoryExists, NoRepositoryNamed, PassphraseLost } from "./errors.ts";
import { tellCreated, tellDefaultCreated } from "./new-repository.ts";
import {
  askNewPassword,
  askPassword,
  confirmPassword,
  givenPassword,
  mustNotBeEmpty,
  type Password,
} from "./passwords.ts";
import { namedRepository } from "./repository-location.ts";
import { canAsk } from "./terminal/prompt.ts";

/** A repository that a command works with. */
export interface Session {
  readonly open: OpenRepository;
  readonly location: string;
  /** It is the user's own on this computer, the one used when none is named. */
  readonly isDefault: boolean;
  /** The default repository was made just now, and all there is to say about it was said. */
  readonly isNew?: boolean;
}

interface Needs {
  /** Makes the repository if there is none. */
  readonly create?: boolean;
}

const TRIES_AT_THE_PROMPT = 3;

/** Opens the repository that the options, the environment or the default say, and closes it when the work is done. */
export async function withRepository<T>(
  context: Context,
  work: (session: Session) => Promise<T>,
  needs: Needs = {},
): Promise<T> {
  const location = await namedRepository(context.options, context.env);
  const session =
    location === undefined ? await openDefault(context, needs) : await openNamed(context, location, needs);
  try {
    return await work(session);
  } finally {
    await session.open.close();
  }
}

/** Makes the repository that is named, or the default one; there must be none. */
export async function initRepository(context: Context, version: 1 | 2): Promise<void> {
  const location = await namedRepository(context.options, context.env);
  if (location === undefined) return initDefault(context);
  const password = (await givenPassword(context, ["HOLDFAST", "RESTIC"])) ?? (await askForNew(context, location));
  const open = await create(context, location, password, version);
  await open.close();
}

async function openNamed(context: Context, location: string, { create: mayCreate }: Needs): Promise<Session> {
  const given = await givenPassword(context, ["HOLDFAST", "RESTIC"]);
  if (given === undefined) return { open: await openAsking(context, location, mayCreate), location, isDefault: false };
  try {
    const open = await openRepository(location, { password: given, signal: context.signal });
    return { open, location, isDefault: false };
  } catch (error) {
    if (mayCreate !== true || !hasCode(error, "repository/not-found")) throw error;
    return { open: await create(context, location, given), location, isDefault: false };
  }
}

async function openAsking(context: Context, location: string, mayCreate = false): Promise<OpenRepository> {
  const { signal, output } = context;
  for (let tries = 1; ; tries++) {
    const password = await askPassword(location, signal);
    try {
      return await openRepository(location, { password, signal });
    } catch (error) {
      if (mayCreate && hasCode(error, "repository/not-found")) {
        output.note("There is no repository at that place yet, so it is made now.");
        await confirmPassword(password, signal);
        return create(context, location, password);
      }
      if (!hasCode(error, "repository/wrong-password") || tries >= TRIES_AT_THE_PROMPT) throw error;
      output.alarm(error.message);
    }
  }
}

function askForNew({ signal }: Context, location: string): Promise<string> {
  if (canAsk()) return askNewPassword(`Password for the new repository at “${location}”: `, signal);
  return askPassword(location, signal); // which says that there is none
}

async function create(
  context: Context,
  location: string,
  password: Password,
  version?: 1 | 2,
): Promise<OpenRepository> {
  mustNotBeEmpty(password, context.options);
  const options = { password, signal: context.signal, ...(version === undefined ? {} : { version }) };
  const open = await createRepository(location, options);
  tellCreated(context.output, open.repository.config.id, location);
  return open;
}

async function openDefault(context: Context, needs: Needs): Promise<Session> {
  const { folders, secrets } = await openSurroundings(context.env);
  const given = await givenPassphrase(context);
  let found = await findDefaultRepository(folders);
  const isNew = found === undefined;
  if (found === undefined && needs.create === true) {
    const made = await makeDefaultRepository(folders, secrets, given, context.signal);
    if (made !== undefined) tellDefaultCreated(context.output, made, secrets);
    found = made ?? (await findDefaultRepository(folders));
  }
  if (found === undefined) throw new NoRepositoryNamed();
  const kept = await secrets.get(secretName(found));
  const password = given ?? kept ?? (await askPassphrase(context, found, secrets));
  const open = await openRepository(found.location, { password, signal: context.signal });
  // It opens, so it is right: later runs need not be told again.
  if (kept === undefined) await secrets.set(secretName(found), password);
  return { open, location: found.location, isDefault: true, isNew };
}

async function initDefault(context: Context): Promise<void> {
  const { folders, secrets } = await openSurroundings(context.env);
  const found = await findDefaultRepository(folders);
  if (found !== undefined) throw new DefaultRepositoryExists(found.location);
  const made = await makeDefaultRepository(folders, secrets, await givenPassphrase(context), context.signal);
  if (made !== undefined) tellDefaultCreated(context.output, made, secrets);
}

/** restic's variables are for the repository that they name, so they do not count here. */
async function givenPassphrase(context: Context): Promise<string | undefined> {
  const given = await givenPassword(context, ["HOLDFAST"]);
  return given === undefined ? undefined : Buffer.from(given).toString("utf8");
}

function askPassphrase(
  { signal }: Context,
  { location }: DefaultRepository,
  { where }: OpenedSecrets,
): Promise<string> {
  if (!canAsk()) throw new PassphraseLost(location, where);
  return askPassword(location, signal);
}

/** After a change of the password: later runs are to find the new one. Only the default repository's is kept at all. */
export async function keepDefaultPassphrase(context: Context, session: Session, password: Password): Promise<void> {
  if (!session.isDefault) return;
  const { secrets } = await openSurroundings(context.env);
  const found = { location: session.location, id: session.open.repository.config.id };
  await secrets.set(secretName(found), Buffer.from(password).toString("utf8"));
}
