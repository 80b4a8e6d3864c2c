import type { Access, TargetType } from "./fields.ts";
import { targetType } from "./kinds.ts";

/** Takes a connection's values apart: what may be written into settings and shown, and what is kept with the passphrases. */
export function partAccess(type: TargetType, access: Access): { readonly open: Access; readonly secret: Access } {
  const isSecret = (name: string): boolean =>
    targetType(type).fields.some((each) => each.name === name && each.kind === "secret");
  const entries = Object.entries(access).filter(([, value]) => value !== "");
  return {
    open: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secret: Object.fromEntries(entries.filter(([name]) => isSecret(name))),
  };
}
