import { readFile } from "node:fs/promises";
import { type Access, accessFromVariables, typeOfLocation } from "../../../shared/targets/index.ts";
import { partLocation } from "../../engine/index.ts";
import { accessFromOptions } from "./connection-options.ts";
import { type Environment, variable } from "./environment.ts";
import { FileUnusable, UsageError } from "./errors.ts";
import type { GlobalOptions } from "./global-options.ts";

/** A repository's place, and what reaching it takes. */
export interface NamedPlace {
  /** Without secrets: it may be shown. */
  readonly location: string;
  readonly access: Access;
}

/**
 * The place of the repository that is named, if one is. Of its connection `-o` counts first, then what stands in the location, then the
 * environment.
 */
export async function namedPlace(options: GlobalOptions, env: Environment): Promise<NamedPlace | undefined> {
  const named = await namedRepository(options, env);
  return named === undefined ? undefined : placeAt(named, options.option ?? [], env);
}

/** @param named a location, in which a password may stand @throws {UnknownTarget} {LocationInvalid} {UsageError} */
export function placeAt(named: string, options: readonly string[], env: Environment): NamedPlace {
  const { location, access } = partLocation(named);
  const type = typeOfLocation(named) ?? "local";
  return { location, access: { ...accessFromVariables(type, env), ...access, ...accessFromOptions(type, options) } };
}

/** The repository that is named, if one is: by an option, then in the environment, restic's variables last. */
export async function namedRepository(options: GlobalOptions, env: Environment): Promise<string | undefined> {
  const { repo, repositoryFile } = options;
  if (repo !== undefined && repositoryFile !== undefined) {
    throw new UsageError("--repo and --repository-file do not go together.", "Choose one of them.");
  }
  if (repo !== undefined) return repo;
  if (repositoryFile !== undefined) return readLocation(repositoryFile);
  for (const prefix of ["HOLDFAST", "RESTIC"]) {
    const location = variable(env, `${prefix}_REPOSITORY`);
    if (location !== undefined) return location.value;
    const file = variable(env, `${prefix}_REPOSITORY_FILE`);
    if (file !== undefined) return readLocation(file.value);
  }
  return undefined;
}

async function readLocation(path: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    throw new FileUnusable(path, "read", error);
  }
}
