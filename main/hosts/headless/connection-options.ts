import { type Access, optionName, TARGET_TYPES, type TargetType, targetType } from "../../../shared/targets/index.ts";
import { UsageError } from "./errors.ts";

/**
 * What `-o key=value` says of a connection, for places of a type. Those for other types do not count, as in restic.
 *
 * @throws {UsageError} one is not understood, or would put a secret where every user of the computer sees it
 */
export function accessFromOptions(type: TargetType, options: readonly string[]): Access {
  return Object.fromEntries(options.map(parseOption).flatMap((option) => fieldOf(type, option)));
}

interface ParsedOption {
  readonly key: string;
  readonly value: string;
}

function parseOption(text: string): ParsedOption {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return { key: key.trim().toLowerCase(), value };
  // Not repeated in the message: what stands there may be anything.
  throw new UsageError("An option given with -o is not of the form key=value.", "For instance: -o s3.region=eu-west-1");
}

function fieldOf(type: TargetType, { key, value }: ParsedOption): readonly (readonly [string, string])[] {
  const isOther = TARGET_TYPES.some((each) => each.type !== type && key.startsWith(`${each.type}.`));
  if (isOther) return [];
  const fields = targetType(type).fields.map((field) => ({ field, name: optionName(type, field) }));
  const found = fields.find(({ name }) => name.toLowerCase() === key);
  if (found === undefined) throw new UsageError(`There is no option “${key}” for ${type} places.`, knownHint(fields));
  if (found.field.kind !== "secret") return [[found.field.name, value]];
  const [variable] = found.field.variables ?? [];
  throw new UsageError(
    `“${key}” is secret, and what stands in a command can be seen by every user of the computer.`,
    variable === undefined ? "Put it into the location file." : `Put it into the variable ${variable}.`,
  );
}

function knownHint(fields: readonly { readonly field: { readonly kind: string }; readonly name: string }[]): string {
  const names = fields.filter(({ field }) => field.kind !== "secret").map(({ name }) => name);
  return names.length === 0 ? "There are none for them." : `Known are: ${names.join(", ")}.`;
}
