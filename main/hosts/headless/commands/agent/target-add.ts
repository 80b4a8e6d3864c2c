import { resolve } from "node:path";
import { hasCode } from "../../../../../shared/errors/index.ts";
import type { Inspection, PathText, TargetState } from "../../../../../shared/model/index.ts";
import { type Access, typeOfLocation } from "../../../../../shared/targets/index.ts";
import { appFolders } from "../../../../platform/index.ts";
import { type AgentClient, withAgent } from "../../agent-client/index.ts";
import type { CommandSpec, Context } from "../../command.ts";
import { askPassword, givenPassword } from "../../passwords.ts";
import { canAsk } from "../../terminal/prompt.ts";
import { type AccessOptions, addAccessOptions, givenAccess, lookAt } from "./target-connection.ts";

interface Options extends AccessOptions {
  readonly name?: string;
  readonly recoveryKit?: string;
}

const TRIES_AT_THE_PROMPT = 3;

export const targetAddCommand: CommandSpec<Options> = {
  about:
    "A repository that is there is used, and its passphrase asked for. Otherwise one is made: with the passphrase that is\n" +
    "given with --password-file and the like, or with a generated one; its recovery kit is saved as a page to print. Places on\n" +
    "other machines are written as for --repo; what their server asks for is taken from variables, --access and --access-file.",
  examples: [
    { line: "target add /media/blue/backup", says: "a folder on another disk" },
    { line: "target add sftp:ada@nas:/srv/backup", says: "a folder on another computer; asks for what it needs" },
    { line: "target add s3:https://host/bucket --access-file keys.txt", says: "rented storage, its keys in a file" },
    {
      line: "target add /srv/backup --name Office --password-file pw.txt",
      says: "with a name and a passphrase of your own",
    },
  ],
  declare(command) {
    command.argument("<location>", "where the repository is, or is to be: a folder, or sftp:, rest:, s3: and so on");
    addAccessOptions(command);
    command.option("--name <name>", "what it is called; otherwise after the folder");
    command.option("--recovery-kit <folder>", "where its recovery kit is saved; otherwise in the data folder");
  },
  run: (context, [folder = ""], options) =>
    withAgent(context.env, async ({ client }) => {
      await addTarget(context, client, folder, options);
    }),
};

/** Makes a target of a place, whatever is there, and says so. */
export async function addTarget(
  context: Context,
  client: AgentClient,
  folder: string,
  options: Options = {},
): Promise<TargetState> {
  const asked = locationOf(folder);
  const given = await givenAccess(context, asked, options);
  const { inspection: found, access } = await lookAt(context, client, asked, given);
  const name = options.name === undefined ? {} : { name: options.name };
  if (found.knownAs !== undefined) {
    const known = await client.targets.get({ targetId: found.knownAs });
    context.output.remark(`“${known.target.location}” is your target “${known.target.name}” already.`);
    return known;
  }
  const state =
    found.finding === "repository"
      ? await adopt(context, client, { location: asked, access, ...name }, found.location)
      : await create(context, client, { location: newLocation(asked, found), access, ...name }, options);
  const { output } = context;
  if (output.json) output.data({ message_type: "target", ...state });
  if (found.isOnSystemVolume)
    output.note("It is on the same disk as your own files: a loss of the disk would take the backup with it.");
  return state;
}

/** What is said of a target that is to be: its place, as it was typed, and all else but the passphrase. */
interface Wanted {
  readonly location: PathText;
  readonly access: Access;
  readonly name?: string;
}

/**
 * Where the repository is to be: the folder that is suggested, if one is. What was typed is gone on with, since a password may stand in
 * it that is in no location that is told.
 */
function newLocation(asked: PathText, { location, suggested }: Inspection): PathText {
  if (suggested === undefined || typeOfLocation(asked) === "local") return suggested ?? asked;
  return `${withoutSlash(asked)}${suggested.slice(withoutSlash(location).length)}`;
}

function withoutSlash(location: PathText): PathText {
  return location.replace(/\/$/, "");
}

/** @param shown the place without secrets */
async function adopt(context: Context, client: AgentClient, wanted: Wanted, shown: PathText): Promise<TargetState> {
  const passphrase = await givenText(context);
  const asked = { ...wanted, keepInFile: true }; // where it is kept is said below
  let state: TargetState;
  try {
    state = await client.targets.adopt({ ...asked, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    if (passphrase !== undefined || !hasCode(error, "agent/passphrase-missing") || !canAsk()) throw error;
    state = await adoptAsking(context, client, wanted, shown);
  }
  const { location, name } = state.target;
  context.output.remark(`Using the repository at “${location}” as “${name}”.`);
  return state;
}

async function adoptAsking(
  { signal, output }: Context,
  client: AgentClient,
  wanted: Wanted,
  shown: PathText,
): Promise<TargetState> {
  for (let tries = 1; ; tries++) {
    const passphrase = await askPassword(shown, signal);
    try {
      return await client.targets.adopt({ ...wanted, passphrase, keepInFile: true });
    } catch (error) {
      if (!hasCode(error, "repository/wrong-password") || tries >= TRIES_AT_THE_PROMPT) throw error;
      output.alarm(error.message);
    }
  }
}

async function create(
  context: Context,
  client: AgentClient,
  wanted: Wanted,
  { recoveryKit }: Options,
): Promise<TargetState> {
  const { output, env } = context;
  const passphrase = await givenText(context);
  const place = { ...wanted, keepInFile: true }; // where it is kept is said below
  const made = await client.targets.create({ ...place, ...(passphrase === undefined ? {} : { passphrase }) });
  const { target, passphrasePlace } = made;
  const folder = pathOf(recoveryKit ?? appFolders({ env }).data);
  const { path } = await client.targets.saveRecoveryKit({ targetId: target.id, folder });
  const how = passphrase === undefined ? "Its passphrase was generated and" : "Its passphrase";
  output.note(
    [
      `A new repository was made: ${target.location} (“${target.name}”)`,
      `  ${how} is kept in ${passphrasePlace}.`,
      `  Recovery kit: ${path}`,
      "    Print it and keep it away from this computer: without the passphrase nobody can read the backup.",
    ].join("\n"),
  );
  return client.targets.get({ targetId: target.id });
}

/** A passphrase from a file, a command or the environment. restic's variables are for the repository that they name. */
async function givenText(context: Context): Promise<string | undefined> {
  const given = await givenPassword(context, ["HOLDFAST"]);
  return given === undefined ? undefined : Buffer.from(given).toString("utf8");
}

/** A place as the contract has it: a folder by its whole path, all else as it is written. */
export function locationOf(asked: string): PathText {
  if (typeOfLocation(asked) !== "local" || /^file:/i.test(asked)) return asked;
  return pathOf(asked.replace(/^local:/i, ""));
}

/** Whether something typed is a place and no name: it has a path, or the scheme of a kind of place. */
export function isLocation(asked: string): boolean {
  const type = typeOfLocation(asked);
  return /[/\\]/.test(asked) || (type !== undefined && type !== "local") || /^(local|file):/i.test(asked);
}

/** A path as the contract has it: absolute, with “/” between names. */
export function pathOf(path: string): string {
  const absolute = resolve(path);
  return process.platform === "win32" ? absolute.replaceAll("\\", "/") : absolute;
}
