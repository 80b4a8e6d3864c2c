import { z } from "zod";
import { PathText, TargetId } from "../../shared/model/index.ts";
import type { Access } from "../../shared/targets/index.ts";

/** Where backups go: a target that is there, or a place that may become one. */
export const Where = z.discriminatedUnion("type", [
  z.object({ type: z.literal("target"), targetId: TargetId }).readonly(),
  z.object({ type: z.literal("place"), location: PathText }).readonly(),
]);
export type Where = z.infer<typeof Where>;

/**
 * What was decided about a place: a target that can be used now, or where a new repository is to be made. `access`, of a place on
 * another machine, may hold secrets: it is kept in no draft.
 */
export type Decided =
  | { readonly type: "target"; readonly targetId: TargetId }
  | { readonly type: "new"; readonly location: PathText; readonly access?: Access };
