import { readFile } from "node:fs/promises";
import { type Environment, variable } from "./environment.ts";
import { FileUnusable, UsageError } from "./errors.ts";
import type { GlobalOptions } from "./global-options.ts";

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
