import { z } from "zod";

/** An expected failure as it crosses a process or a network; `shared/errors` has the type without a schema. */
export const Refusal = z
  .object({
    /** Stable, `room/what`. */
    code: z.string(),
    /** What happened, in the user's words. */
    message: z.string(),
    /** What to do next. */
    hint: z.string(),
    retry: z.enum(["now", "later", "never"]),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).readonly(),
  })
  .readonly();
export type Refusal = z.infer<typeof Refusal>;
