/** The environment variables of the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting in the environment, and the variable it came from. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** An empty variable counts as not set. */
export function variable(env: Environment, ...names: readonly string[]): Variable | undefined {
  for (const name of names) {
    const value = env[name];
    if (value !== undefined && value !== "") return { name, value };
  }
  return undefined;
}
