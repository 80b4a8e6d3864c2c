import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { WebClient } from "../http/index.ts";

type Handler = NonNullable<S3ClientConfig["requestHandler"]>;
type Query = Readonly<Record<string, string | readonly string[] | null>>;

/** What the library hands over, as far as it counts here. */
interface Message {
  readonly method: string;
  /** Encoded, without the query. */
  readonly path: string;
  readonly query?: Query;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What is said with a call; the library hands it through. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
  /** Told when the body is on its way as a whole: from here on, the server may have stored it. */
  readonly onSent?: () => void;
}

/** Lets Amazon's library send what it made over our connections. Never follows a redirect. */
export function carrier(web: WebClient): Handler {
  const handler = {
    async handle(message: Message, { abortSignal, onSent }: CallOptions = {}) {
      const { method, path, query = {}, headers } = message;
      const body = bytesOf(message.body);
      const asked = queryText(query);
      const answer = await web.send(
        {
          ...{ method, path: asked === "" ? path : `${path}?${asked}`, headers: sendable(headers) },
          ...(body !== undefined && { body }),
          ...(onSent && { onSent }),
        },
        abortSignal,
      );
      return { response: { statusCode: answer.status, headers: { ...answer.headers }, body: answer.body } };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  };
  // The library asks for no more than this of a handler of its requests.
  return handler as unknown as Handler;
}

/** The connection makes these by itself. */
function sendable(headers: Message["headers"]): Record<string, string> {
  const own = new Set(["connection", "expect", "transfer-encoding"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name.toLowerCase())));
}

/** In the spelling that is signed, see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function queryText(query: Query): string {
  return Object.entries(query)
    .flatMap(([name, value]) => {
      if (value === null) return [encoded(name)];
      return (typeof value === "string" ? [value] : value).map((each) => `${encoded(name)}=${encoded(each)}`);
    })
    .join("&");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The library makes text of XML, and hands on the buffers that it was given. */
function bytesOf(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  throw new Error(`a body that is neither text nor bytes: ${typeof body}`);
}
