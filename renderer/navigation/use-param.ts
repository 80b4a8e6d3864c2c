import { useParams } from "@tanstack/react-router";

/** The address cannot be right; shown as “not found”. */
export class NoSuchPage extends Error {
  override readonly name = "NoSuchPage";
}

/** What checks a piece of an address: a zod schema of shared/model. */
interface Checker<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/** A piece of the address, such as `$planId`, checked. An address that cannot be right leads to “not found”. */
export function useParam<T>(name: string, checker: Checker<T>): T {
  // The router gives the pieces of whatever address is open: each is text or absent.
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  const parsed = checker.safeParse(params[name]);
  if (!parsed.success) throw new NoSuchPage();
  return parsed.data;
}
