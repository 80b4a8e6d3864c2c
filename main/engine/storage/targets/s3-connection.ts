import type { S3Client } from "@aws-sdk/client-s3";
import { AppError } from "../../../../shared/errors/index.ts";
import type { Access } from "../../../../shared/targets/index.ts";
import type { StorageAction } from "../errors.ts";
import { WebClient } from "../http/index.ts";
import type { ParsedLocation } from "../target.ts";
import { connectionsOf } from "./connections.ts";
import { type CallOptions, carrier } from "./s3-carrier.ts";
import { type S3Answer, translateS3 } from "./s3-errors.ts";
import { addressOf, credentialsOf, firstRegion, type S3Address, type S3Place } from "./s3-location.ts";

type Sdk = typeof import("@aws-sdk/client-s3");

/** What a call works with: Amazon's library, and a client of it for the region that the bucket is in. */
export interface S3Call {
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly options: CallOptions;
}

interface Line {
  readonly region: string;
  readonly web: WebClient;
  /** Loads the library at the first call. */
  opened(): Promise<Omit<S3Call, "options">>;
}

/** From the first region to the bucket's, and once more if that one knows better. */
const MOST_REGIONS = 3;

/**
 * The way to one bucket: Amazon's client library makes, signs and reads the messages, our own connections carry them. The region that
 * a bucket is in is learnt from the first answer, if nobody has said it.
 */
export class S3Connection {
  readonly connections: number;
  readonly #place: ParsedLocation<S3Place>;
  readonly #old: WebClient[] = [];
  #line: Line;

  /** @throws {AccessInvalid} */
  constructor(place: ParsedLocation<S3Place>) {
    this.#place = place;
    credentialsOf(place.location, place.access);
    this.connections = connectionsOf(place.location, place.access, 5);
    this.#line = this.#lineTo(firstRegion(place.options, place.access));
  }

  get bucket(): string {
    return this.#place.options.bucket;
  }

  /** That the bucket is in, as far as is known. */
  get region(): string {
    return this.#line.region;
  }

  /** Runs calls to the bucket, and turns every failure into one of ours. */
  async attempt<T>(
    action: StorageAction,
    signal: AbortSignal | undefined,
    work: (call: S3Call) => Promise<T>,
  ): Promise<T> {
    const asked = new Set<string>();
    for (;;) {
      signal?.throwIfAborted();
      const line = this.#line;
      asked.add(line.region);
      try {
        const { sdk, client } = await line.opened();
        return await work({ sdk, client, options: signal === undefined ? {} : { abortSignal: signal } });
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        if (error instanceof AppError) throw error;
        const answer = answerOf(error);
        if (answer === undefined) throw line.web.explain(error, action, signal);
        const { region } = answer;
        if (region === undefined || asked.has(region) || asked.size >= MOST_REGIONS) {
          throw translateS3(answer, action, this.bucket);
        }
        this.#moveTo(region, line);
      }
    }
  }

  async close(): Promise<void> {
    for (const web of [...this.#old, this.#line.web]) await web.close();
  }

  #moveTo(region: string, from: Line): void {
    if (this.#line !== from) return; // another call has learnt it, too
    // Calls that are under way on it come to their end.
    this.#old.push(from.web);
    this.#line = this.#lineTo(region);
  }

  #lineTo(region: string): Line {
    const { options, access, location } = this.#place;
    const address = addressOf(options, access, region);
    const web = new WebClient({
      ...{ location, origin: address.origin, connections: this.connections, caFile: access["caFile"] ?? "" },
    });
    let opened: ReturnType<Line["opened"]> | undefined;
    const open = async () => {
      const sdk = await import("@aws-sdk/client-s3");
      return { sdk, client: clientOf(sdk, web, region, address, location, access) };
    };
    return { region, web, opened: () => (opened ??= open()) };
  }
}

function clientOf(
  sdk: Sdk,
  web: WebClient,
  region: string,
  { endpoint, isInPath }: S3Address,
  location: string,
  access: Access,
): S3Client {
  return new sdk.S3Client({
    ...{ endpoint, region, forcePathStyle: isInPath, credentials: credentialsOf(location, access) },
    // Retrying is done by a wrapper, for all targets.
    ...{ maxAttempts: 1, requestHandler: carrier(web), expectContinueHeader: false },
    // Bodies carry an MD5 sum and a signed SHA-256 anyway; the newer sums are refused by many a server that is not Amazon's.
    ...{ requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" },
  });
}

/** What the server answered, of an error of the library; undefined for failures on the way. */
export function answerOf(error: unknown): S3Answer | undefined {
  if (!(error instanceof Error)) return undefined;
  // So the library documents its errors; each part is looked at before it is used.
  const { $fault, $metadata, $response, Region, code } = error as Error & {
    $fault?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number; headers?: Readonly<Record<string, string | undefined>> };
    Region?: unknown;
    code?: unknown;
  };
  if ($fault === undefined && (typeof code === "string" || $response === undefined)) return undefined;
  const headers = $response?.headers ?? {};
  const region = headers["x-amz-bucket-region"] ?? (typeof Region === "string" ? Region : undefined);
  const seconds = Number(headers["retry-after"]);
  return {
    ...{ status: $metadata?.httpStatusCode ?? $response?.statusCode ?? 0, code: codeOf(error.name) },
    message: error.message.split("\n")[0] ?? "",
    ...(seconds > 0 && { waitMs: seconds * 1000 }),
    ...(region && { region }),
  };
}

/** Where an answer has no body, the library makes up a word. */
function codeOf(name: string): string {
  return /^(?:\d+|Error|UnknownError|SyntaxError|NotFound|Forbidden|BadRequest|Unknown)$/.test(name) ? "" : name;
}
