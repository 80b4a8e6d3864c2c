import { typeOfLocation } from "../../../shared/targets/index.ts";
import {
  createRepository,
  examineLocation,
  hasCode,
  isRepositoryAt,
  type OpenRepository,
  openRepository,
  type Password,
  type PasswordSource,
  RepositoryExists,
} from "../../engine/index.ts";
import type { OpenedSecrets } from "../../platform/index.ts";
import type { Context } from "./command.ts";
import {
  type DefaultRepository,
  findDefaultRepository,
  makeDefaultRepository,
  openSurroundings,
  secretName,
} from "./default-repository.ts";
import { variable } from "./environment.ts";
import { DefaultRepositoryExists, NoRepositoryNamed, PassphraseLost } from "./errors.ts";
import { tellCreated, tellDefaultCreated } from "./new-repository.ts";
import { goGently, type PaceOptions, paceOf } from "./pace.ts";
import { askNewPassword, askPassword, givenPassword, mustNotBeEmpty } from "./passwords.ts";
import { reachOf, trusting } from "./reaching.ts";
import { type NamedPlace, namedPlace } from "./repository-location.ts";
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

interface Needs extends PaceOptions {
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
  if (needs.pace === "gentle") goGently();
  const place = await namedPlace(context.options, context.env);
  const session =
    place === undefined
      ? await openDefault(context, needs)
      : await trusting(context, place, (trusted) => openNamed(context, trusted, needs));
  try {
    return await work(session);
  } finally {
    await session.open.close();
  }
}

/** What a new repository is to be like. */
interface NewRepository {
  readonly version?: 1 | 2;
  readonly chunkerPolynomial?: bigint;
}

/** Makes the repository that is named, or the default one; there must be none. */
export async function initRepository(context: Context, wanted: NewRepository): Promise<void> {
  const place = await namedPlace(context.options, context.env);
  if (place === undefined) return initDefault(context);
  return trusting(context, place, (trusted) => initNamed(context, trusted, wanted));
}

async function initNamed(context: Context, place: NamedPlace, wanted: NewRepository): Promise<void> {
  const { location, access } = place;
  // Nobody should think of a password for a repository that cannot be made.
  const options = { access, signal: context.signal };
  const isThere =
    typeOfLocation(location) === "local"
      ? await isRepositoryAt(location, options)
      : (await examineLocation(location, options)) === "repository";
  if (isThere) throw new RepositoryExists(location);
  const password = (await givenPassword(context, ["HOLDFAST", "RESTIC"])) ?? (await askForNew(context, location));
  const open = await create(context, place, password, wanted);
  await open.close();
}

async function openNamed(context: Context, place: NamedPlace, needs: Needs): Promise<Session> {
  const { location } = place;
  const given = await givenPassword(context, ["HOLDFAST", "RESTIC"]);
  try {
    const open = await (given === undefined
      ? openAsking(context, place, needs)
      : openWith(context, place, given, needs));
    return { open, location, isDefault: false };
  } catch (error) {
    if (needs.create !== true || !hasCode(error, "repository/not-found")) throw error;
    const open = await create(context, place, given ?? (await askForNew(context, location)), needs);
    return { open, location, isDefault: false };
  }
}

/** Asks for the password once it is known that there is a repository, and again if it was mistyped. */
async function openAsking(context: Context, place: NamedPlace, needs: Needs): Promise<OpenRepository> {
  const { signal, output } = context;
  for (let tries = 1; ; tries++) {
    try {
      return await openWith(context, place, () => askPassword(place.location, signal), needs);
    } catch (error) {
      if (!hasCode(error, "repository/wrong-password") || tries >= TRIES_AT_THE_PROMPT) throw error;
      output.alarm(error.message);
    }
  }
}

function openWith(
  context: Context,
  place: NamedPlace,
  password: PasswordSource,
  needs: Needs,
): Promise<OpenRepository> {
  const { options, env, signal } = context;
  const keyHint = options.keyHint ?? variable(env, "HOLDFAST_KEY_HINT", "RESTIC_KEY_HINT")?.value;
  return openRepository(place.location, {
    ...{ password, signal, ...reachOf(context, place), ...paceOf(needs) },
    ...(keyHint === undefined ? {} : { keyHint }),
  });
}

function askForNew({ signal }: Context, location: string): Promise<string> {
  if (canAsk()) return askNewPassword(`Password for the new repository at “${location}”: `, signal);
  return askPassword(location, signal); // which says that there is none
}

async function create(
  context: Context,
  place: NamedPlace,
  password: Password,
  { pace, ...wanted }: PaceOptions & NewRepository,
): Promise<OpenRepository> {
  mustNotBeEmpty(password, context.options);
  const reach = reachOf(context, place);
  const options = { password, signal: context.signal, ...reach, ...wanted, ...(pace === undefined ? {} : { pace }) };
  const open = await createRepository(place.location, options);
  tellCreated(context.output, open.repository.config.id, place.location);
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
  const open = await openWith(context, { location: found.location, access: {} }, password, needs);
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
