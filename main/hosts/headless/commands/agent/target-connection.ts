import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { RevivedError } from "../../../../../shared/errors/index.ts";
import type { Inspection, PathText, Refusal } from "../../../../../shared/model/index.ts";
import {
  type Access,
  type AccessField,
  accessFromVariables,
  targetType,
  typeOfLocation,
} from "../../../../../shared/targets/index.ts";
import type { AgentClient } from "../../agent-client/index.ts";
import type { Context } from "../../command.ts";
import { FileUnusable, UsageError } from "../../errors.ts";
import { mustTrust, unknownKeyOf } from "../../reaching.ts";
import { askSecret, canAsk } from "../../terminal/prompt.ts";

/** How values of a connection are given to commands on targets. */
export interface AccessOptions {
  readonly access?: readonly string[];
  readonly accessFile?: string;
}

/** What a server may want to know before it tells anything. */
const WANTS_SECRETS = ["storage/access-denied", "storage/access-invalid"];

export function addAccessOptions(command: Command): void {
  const more = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  command.option("--access <name=value>", "a value of the connection that is no secret; again for more", more);
  command.option("--access-file <file>", "file with lines name=value, also of secrets");
}

/** All that is given of a connection: in the environment, in the file, then as options. Secrets as options are refused. */
export async function givenAccess({ env }: Context, location: string, options: AccessOptions): Promise<Access> {
  const type = typeOfLocation(location);
  return { ...(type === undefined ? {} : accessFromVariables(type, env)), ...(await typedAccess(location, options)) };
}

/** What is given as options and in the file alone. @throws {UsageError} {FileUnusable} */
export async function typedAccess(location: string, { access = [], accessFile }: AccessOptions): Promise<Access> {
  const fromFile = accessFile === undefined ? {} : pairsOf(await linesOf(accessFile), `the file “${accessFile}”`);
  const typed = pairsOf(access, "--access");
  const secret = secretFields(location).find(({ name }) => typed[name] !== undefined && typed[name] !== "");
  if (secret === undefined) return { ...fromFile, ...typed };
  const variables = secret.variables === undefined ? "" : `, or set ${secret.variables[0]}`;
  throw new UsageError(
    `“${secret.name}” is secret, and what stands in a command can be seen by every user of the computer.`,
    `Leave it out to be asked for it, put it into a file for --access-file${variables}.`,
  );
}

/** The secret fields of the type that a location is of. */
function secretFields(location: string): readonly AccessField[] {
  const type = typeOfLocation(location);
  return type === undefined ? [] : targetType(type).fields.filter(({ kind }) => kind === "secret");
}

/** Asks a person for the secrets that most connections of this type take. Those left empty are not given. */
export async function askSecrets({ signal }: Context, location: string): Promise<Access> {
  const asked: Record<string, string> = {};
  for (const { name, label, isAdvanced } of secretFields(location)) {
    if (isAdvanced === true) continue;
    const value = await askSecret(`${label} for “${location}” (empty for none): `, signal);
    if (value !== "") asked[name] = value;
  }
  return asked;
}

export interface Found {
  readonly inspection: Inspection;
  readonly access: Access;
}

/**
 * What is at a place. A person is asked what the server wants to know: whether its key is to be trusted, and secrets.
 *
 * @throws {RevivedError} what stands in the way
 */
export async function lookAt(context: Context, client: AgentClient, asked: PathText, given: Access): Promise<Found> {
  let access = given;
  let isAsked = false;
  // A server is trusted once, and secrets are asked for once.
  for (;;) {
    const inspection = await client.targets.inspect({ location: asked, access });
    const { problem, location } = inspection;
    if (problem === undefined) return { inspection, access };
    const error = new RevivedError(problem);
    const key = unknownKeyOf(error);
    if (key !== undefined && access["hostKey"] !== key) {
      await mustTrust(context, location, key);
      access = { ...access, hostKey: key };
    } else if (wantsSecrets(problem) && !isAsked && canAsk()) {
      isAsked = true;
      access = { ...access, ...(await askSecrets(context, location)) };
    } else throw error;
  }
}

function wantsSecrets({ code }: Refusal): boolean {
  return WANTS_SECRETS.includes(code);
}

function pairsOf(lines: readonly string[], where: string): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^\s*(\w+)\s*=(.*)$/s.exec(line) ?? [];
      // Not repeated: it may be a secret.
      if (name === undefined || value === undefined)
        throw new UsageError(`A value in ${where} is not of the form name=value.`);
      return [name, value.trim()];
    }),
  );
}

async function linesOf(path: string): Promise<readonly string[]> {
  try {
    const lines = (await readFile(path, "utf8")).split(/\r?\n/);
    return lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  } catch (error) {
    throw new FileUnusable(path, "read", error);
  }
}
