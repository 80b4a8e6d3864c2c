import { skipToken, useQuery } from "@tanstack/react-query";
import type { Inspection, PathText } from "../../shared/model/index.ts";
import type { Access } from "../../shared/targets/index.ts";
import { api, client } from "../client/index.ts";

/** What is at a place, as it is about to be used. */
interface Inspected {
  readonly data: Inspection | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** Looks what is at a place; where the agent suggests another one, what is there: it may hold backups already. */
export function useInspection(location: PathText | undefined): Inspected {
  const query = useQuery({
    queryKey: [...api.targets.inspect.key(), "followed", location],
    queryFn: location === undefined ? skipToken : ({ signal }) => inspectPlace(location, undefined, signal),
    // Drives come and go.
    staleTime: 0,
    gcTime: 0,
  });
  return { data: query.data, isPending: query.isPending, error: query.error, retry: () => void query.refetch() };
}

/**
 * What is at a place, or at the folder that the agent suggests in it.
 *
 * @param access what a place on another machine needs; may hold secrets, and is kept nowhere
 */
export async function inspectPlace(
  location: PathText,
  access: Access | undefined,
  signal: AbortSignal,
): Promise<Inspection> {
  const more = access === undefined ? {} : { access };
  const here = await client.targets.inspect({ location, ...more }, { signal });
  if (here.finding !== "other-files" || here.suggested === undefined || here.knownAs !== undefined) return here;
  const there = await client.targets.inspect({ location: here.suggested, ...more }, { signal });
  // The folder of our own is “in other files” only for who has just looked at these.
  return there.finding === "nothing" ? here : there;
}
