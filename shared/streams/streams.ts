/** Whether the answer of a call is a stream of values, and not a value. */
export function isStream(output: unknown): output is AsyncGenerator<unknown, unknown, void> {
  return typeof output === "object" && output !== null && Symbol.asyncIterator in output;
}

/** The same stream, but for what it throws. Leaving it leaves the one within. */
export async function* withErrors(
  stream: AsyncGenerator<unknown, unknown, void>,
  translate: (error: unknown) => unknown,
): AsyncGenerator<unknown, unknown, void> {
  try {
    return yield* stream;
  } catch (error) {
    throw translate(error);
  }
}
