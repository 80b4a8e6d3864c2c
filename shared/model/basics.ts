import { z } from "zod";

/** A moment: milliseconds since 1970, UTC. */
export const Moment = z.int().min(0);
export type Moment = z.infer<typeof Moment>;

/** A count or a number of bytes. */
export const Count = z.int().min(0);

/**
 * A path or name as text. Names on a disk are bytes and need not be UTF-8: each byte that is not becomes a lone surrogate,
 * U+DC80 to U+DCFF, so that nothing is lost on the way there and back. JSON carries these escaped.
 *
 * Paths are absolute, with “/” between names on every system; Windows volumes are written `C:/`.
 *
 * @see PEP 383, “Non-decodable Bytes in System Character Interfaces”
 */
export const PathText = z.string().min(1).max(32_768);
export type PathText = z.infer<typeof PathText>;

/** What a person calls something. */
export const Title = z.string().trim().min(1).max(100);

/** Room on the volume that holds a place, in bytes. */
export const Space = z.object({ freeBytes: Count, totalBytes: Count }).readonly();
export type Space = z.infer<typeof Space>;
