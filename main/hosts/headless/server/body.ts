import type { IncomingMessage, ServerResponse } from "node:http";

const MOST_BYTES = 1 << 20;

/** What came with a request, or the status that it is refused with. */
export type Body = { readonly value: unknown } | { readonly refused: 400 | 413 | 415 };

/**
 * Reads a request's body, which must be JSON: no form of a foreign page can send that. One that is too large is refused as
 * soon as that is known, before it is read.
 */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<Body> {
  const { "content-length": length, "transfer-encoding": coding, "content-type": type = "" } = request.headers;
  if (coding === undefined && (length === undefined || Number(length) === 0)) return { value: undefined };
  if (Number(length ?? 0) > MOST_BYTES) return { refused: 413 };
  if (!/^application\/json\s*(;|$)/i.test(type)) return { refused: 415 };
  if (request.headers.expect !== undefined) response.writeContinue();
  const bytes = await collect(request);
  return bytes === undefined ? { refused: 413 } : parsed(bytes.toString("utf8"));
}

/**
 * Not with `for await`: leaving that loop closes the connection, and with it the way for the answer.
 *
 * @returns undefined if there are too many
 */
function collect(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
      else resolve(undefined);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("close", () => reject(new BodyCutOff()));
  });
}

/** The client went away, or was too slow, before it had sent all. There is nobody left to answer. */
export class BodyCutOff extends Error {
  override readonly name = "AbortError";
}

function parsed(text: string): Body {
  try {
    return { value: text === "" ? undefined : JSON.parse(text) };
  } catch {
    return { refused: 400 };
  }
}
