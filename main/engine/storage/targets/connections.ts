import type { Access } from "../../../../shared/targets/index.ts";
import { AccessInvalid } from "../errors.ts";

/** More than any server of one user likes. */
const MOST = 64;

/**
 * How many connections a place is to be reached with: what was said of it, or what its type takes.
 *
 * @throws {AccessInvalid}
 */
export function connectionsOf(location: string, access: Access, usual: number): number {
  const given = access["connections"] ?? "";
  if (given === "") return usual;
  const count = Number(given);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw new AccessInvalid(location, "connections", "Connections at a time", `has to be from 1 to ${MOST}`);
}
