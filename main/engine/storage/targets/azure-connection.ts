import type { ContainerClient, HttpOperationResponse, IHttpClient, WebResource } from "@azure/storage-blob";
import { AppError } from "../../../../shared/errors/index.ts";
import type { StorageAction } from "../errors.ts";
import { WebClient } from "../http/index.ts";
import type { ParsedLocation } from "../target.ts";
import { type AzureAnswer, translateAzure } from "./azure-errors.ts";
import { type AzureAccess, type AzurePlace, azureAccess } from "./azure-location.ts";
import { connectionsOf } from "./connections.ts";

/**
 * The way to one container: Azure's client library makes and reads the messages, our own connections carry them, so that time-outs,
 * certificates and failures are those of every other target.
 */
export class AzureConnection {
  readonly connections: number;
  readonly #place: ParsedLocation<AzurePlace>;
  readonly #access: AzureAccess;
  readonly #web: WebClient;
  #container: Promise<ContainerClient> | undefined;

  /** @throws {AccessInvalid} */
  constructor(place: ParsedLocation<AzurePlace>) {
    const { location, access } = place;
    this.#place = place;
    this.#access = azureAccess(location, access);
    this.connections = connectionsOf(location, access, 5);
    const { origin } = new URL(this.#access.endpoint);
    this.#web = new WebClient({ location, origin, connections: this.connections, caFile: access["caFile"] ?? "" });
  }

  /** A token that was made for this container, and can do nothing outside of it. */
  get isForOneContainer(): boolean {
    const { credential } = this.#access;
    return "sas" in credential && new URLSearchParams(credential.sas).has("sr");
  }

  /** Runs calls to the container, and turns every failure into one of ours. */
  async attempt<T>(
    action: StorageAction,
    signal: AbortSignal | undefined,
    work: (container: ContainerClient) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    try {
      this.#container ??= openContainer(this.#access, this.#place.options.container, this.#web);
      return await work(await this.#container);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (error instanceof AppError) throw error;
      const answer = answerOf(error);
      if (answer !== undefined) throw translateAzure(answer, action, this.#place.options.container);
      throw this.#web.explain(error, action, signal);
    }
  }

  async close(): Promise<void> {
    await this.#web.close();
  }
}

async function openContainer(access: AzureAccess, container: string, web: WebClient): Promise<ContainerClient> {
  const sdk = await import("@azure/storage-blob");
  const url = `${access.endpoint}/${container}`;
  const { credential } = access;
  const isSas = "sas" in credential;
  const signing = isSas
    ? new sdk.AnonymousCredential()
    : new sdk.StorageSharedKeyCredential(credential.account, credential.key);
  const pipeline = sdk.newPipeline(signing, { httpClient: carrier(web), retryOptions: { maxTries: 1 } });
  return new sdk.ContainerClient(isSas ? `${url}?${credential.sas}` : url, pipeline);
}

/** Lets Azure's library send what it made over our connections. */
function carrier(web: WebClient): IHttpClient {
  return {
    async sendRequest(request: WebResource): Promise<HttpOperationResponse> {
      const url = new URL(request.url);
      // The library's signals are those of the platform, handed through.
      const signal = request.abortSignal as AbortSignal | undefined;
      const answer = await web.send(
        {
          ...{ method: request.method, path: url.pathname + url.search, headers: headersOf(request) },
          ...(request.body !== undefined && request.body !== null && { body: bytesOf(request.body) }),
        },
        signal,
      );
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of Object.entries(answer.headers)) if (value !== undefined) headers.set(name, value);
      const response = { status: answer.status, headers, request };
      const streamed = request.streamResponseStatusCodes;
      if (streamed?.has(answer.status) || streamed?.has(Number.POSITIVE_INFINITY)) {
        return { ...response, readableStreamBody: answer.body };
      }
      return { ...response, bodyAsText: Buffer.concat(await answer.body.toArray()).toString() };
    },
  };
}

/** The length goes with the body by itself. */
function headersOf(request: WebResource): Readonly<Record<string, string>> {
  const headers = request.headers.headersArray().map(({ name, value }) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(headers.filter(([name]) => name !== "content-length"));
}

/** The library makes text of XML, and hands on the buffers that it was given. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  throw new Error(`a body that is neither text nor bytes: ${typeof body}`);
}

/** What Azure answered, of an error of its library; undefined for all other errors. */
function answerOf(error: unknown): AzureAnswer | undefined {
  if (!(error instanceof Error) || error.name !== "RestError") return undefined;
  // So the library documents its errors; each part is looked at before it is used.
  const { statusCode, code, response, details } = error as Error & {
    statusCode?: number;
    code?: string;
    details?: { authenticationErrorDetail?: unknown; AuthenticationErrorDetail?: unknown };
    response?: { headers?: { get(name: string): string | undefined } };
  };
  if (statusCode === undefined) return undefined;
  const header = (name: string): string | undefined => response?.headers?.get(name);
  const seconds = Number(header("retry-after"));
  const date = Date.parse(header("date") ?? "");
  const detail = details?.authenticationErrorDetail ?? details?.AuthenticationErrorDetail;
  return {
    ...{ status: statusCode, code: header("x-ms-error-code") ?? code ?? "" },
    message: [error.message.split("\n")[0], typeof detail === "string" ? detail : ""].join(" ").trim(),
    ...(seconds > 0 && { waitMs: seconds * 1000 }),
    ...(Number.isFinite(date) && { clockAheadMs: date - Date.now() }),
  };
}
