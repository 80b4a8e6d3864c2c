import { z } from "zod";
import { PathText, TargetId } from "../../shared/model/index.ts";

/** Where backups go: a target that is there, or a place that may become one. */
export const Where = z.discriminatedUnion("type", [
  z.object({ type: z.literal("target"), targetId: TargetId }).readonly(),
  z.object({ type: z.literal("place"), location: PathText }).readonly(),
]);
export type Where = z.infer<typeof Where>;

/** What was decided about a place: a target that can be used now, or where a new repository is to be made. */
export type Decided =
  | { readonly type: "target"; readonly targetId: TargetId }
  | { readonly type: "new"; readonly location: PathText };
