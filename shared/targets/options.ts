import type { Access, AccessField, TargetType } from "./fields.ts";
import { targetType } from "./kinds.ts";

/** How the command line's `-o` names a field: stock restic's name where it has one, and otherwise `type.field`. */
export function optionName(type: TargetType, { option, name }: AccessField): string {
  return option ?? `${type}.${name}`;
}

/** What environment variables say of a connection. The first variable of a field that is set and not empty counts. */
export function accessFromVariables(type: TargetType, env: Readonly<Record<string, string | undefined>>): Access {
  const entries = targetType(type).fields.flatMap(({ name, variables = [] }) => {
    const value = variables.map((variable) => env[variable]).find((each) => each !== undefined && each !== "");
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}
