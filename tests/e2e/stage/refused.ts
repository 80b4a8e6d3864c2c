import { ORPCError } from "@orpc/server";
import { REFUSED } from "../../../shared/api/index.ts";
import type { Refusal } from "../../../shared/model/index.ts";

/** A refusal as the real agent tells it. */
export function refused(
  code: string,
  message: string,
  hint: string,
  facts: Refusal["facts"] = {},
): ORPCError<typeof REFUSED, Refusal> {
  const data: Refusal = { code, message, hint, retry: "never", facts };
  return new ORPCError(REFUSED, { defined: true, status: 422, message, data });
}
