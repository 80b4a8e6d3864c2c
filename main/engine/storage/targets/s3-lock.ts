import { createHash } from "node:crypto";
import type { HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { AppError } from "../../../../shared/errors/index.ts";
import type { Clock } from "../clock.ts";
import { type StorageAction, StorageNotAllowed, StoredFileProtected } from "../errors.ts";
import { layoutPath } from "../layout.ts";
import type { FileRef, Protection } from "../storage.ts";
import type { S3Connection } from "./s3-connection.ts";
import { noObjectLock } from "./s3-errors.ts";
import type { LockSettings } from "./s3-location.ts";
import type { ObjectTraits } from "./s3-write.ts";

const DAY_MS = 86_400_000;

interface Version {
  readonly id: string;
  readonly isMarker: boolean;
}

/**
 * Protection by S3's Object Lock. A bucket that has it keeps all versions of an object, and each is protected by itself: what is to go
 * goes by its version, since anything else would only hide it and free nothing.
 */
export class S3Lock implements Protection {
  readonly days: number;
  readonly #mode: LockSettings["mode"];
  readonly #connection: S3Connection;
  readonly #place: { readonly location: string; readonly prefix: string };
  readonly #clock: Clock;
  #proved: Promise<"enabled" | "untold"> | undefined;

  constructor(
    settings: LockSettings,
    connection: S3Connection,
    place: { readonly location: string; readonly prefix: string },
    clock: Clock,
  ) {
    this.days = settings.days;
    this.#mode = settings.mode;
    this.#connection = connection;
    this.#place = place;
    this.#clock = clock;
  }

  async until(file: FileRef, signal?: AbortSignal): Promise<Date | undefined> {
    return this.#inFuture(
      (await this.#head(this.#action("read", file), file, undefined, signal)).ObjectLockRetainUntilDate,
    );
  }

  async extend(file: FileRef, until: Date, signal?: AbortSignal): Promise<void> {
    const head = await this.#head(this.#action("read", file), file, undefined, signal);
    if (head.ObjectLockRetainUntilDate !== undefined && head.ObjectLockRetainUntilDate >= until) return;
    // What nobody may lift cannot become less than that.
    const Mode = head.ObjectLockMode === "COMPLIANCE" ? "COMPLIANCE" : this.#mode;
    const Retention = { Mode, RetainUntilDate: wholeSecond(until) };
    await this.#connection.attempt(this.#action("write", file), signal, ({ sdk, client, options }) =>
      client.send(new sdk.PutObjectRetentionCommand({ ...this.#object(file), Retention }), options),
    );
  }

  /**
   * What is said of an object so that it is protected.
   *
   * @throws {AccessInvalid} the bucket has no Object Lock: some servers would take what is said here, and protect nothing
   */
  async traits(signal?: AbortSignal): Promise<ObjectTraits> {
    await this.prove(signal);
    return { ObjectLockMode: this.#mode, ObjectLockRetainUntilDate: wholeSecond(this.untilFromNow()) };
  }

  /** Until when a file is protected that is written now. */
  untilFromNow(): Date {
    return new Date(this.#clock.now() + this.days * DAY_MS);
  }

  /** Whether what is stored is these bytes. False where the server does not tell: then it is written once more. */
  async holds(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<boolean> {
    const { ETag } = await this.#head(this.#action("read", file), file, undefined, signal);
    return ETag?.replaceAll('"', "") === createHash("md5").update(bytes).digest("hex");
  }

  /** @throws {AccessInvalid} {ContainerMissing} */
  async prove(signal?: AbortSignal): Promise<void> {
    this.#proved ??= this.#ask(signal);
    try {
      await this.#proved;
    } catch (error) {
      this.#proved = undefined;
      throw error;
    }
  }

  /** Where one may not ask for the bucket's settings, the first file that was written has to show that it is protected. */
  async proveBy(file: FileRef, signal?: AbortSignal): Promise<void> {
    if ((await this.#proved) !== "untold") return;
    if ((await this.until(file, signal)) === undefined) throw noObjectLock(this.#place.location);
    this.#proved = Promise.resolve("enabled");
  }

  /**
   * Removes all versions of a file, the oldest first, so that none of them comes to light again. A protected lock of the repository
   * is hidden: nothing is gained by reading it.
   *
   * @throws {StoredFileProtected} before anything was asked for
   */
  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    const action = this.#action("remove", file);
    const versions = await this.#versions(file, action, signal);
    const until = await this.#latestOf(file, versions, signal);
    if (until !== undefined && file.kind !== "locks") throw new StoredFileProtected(this.#place.location, file, until);
    const isHidden = versions[0]?.isMarker === true;
    if (until !== undefined) return isHidden ? undefined : this.#delete(file, undefined, action, signal);
    for (const { id } of versions.toReversed()) await this.#delete(file, id, action, signal);
  }

  async #latestOf(file: FileRef, versions: readonly Version[], signal?: AbortSignal): Promise<Date | undefined> {
    let latest: Date | undefined;
    for (const { id, isMarker } of versions) {
      if (isMarker) continue;
      const head = await this.#head(this.#action("remove", file), file, id, signal).catch(unlessGone);
      const until = this.#inFuture(head?.ObjectLockRetainUntilDate);
      if (until !== undefined && (latest === undefined || until > latest)) latest = until;
    }
    return latest;
  }

  async #delete(
    file: FileRef,
    version: string | undefined,
    action: StorageAction,
    signal?: AbortSignal,
  ): Promise<void> {
    const about = { ...this.#object(file), ...(version !== undefined && { VersionId: version }) };
    await this.#connection.attempt(action, signal, ({ sdk, client, options }) =>
      client.send(new sdk.DeleteObjectCommand(about), options),
    );
  }

  /** The newest first. */
  async #versions(file: FileRef, action: StorageAction, signal?: AbortSignal): Promise<Version[]> {
    const { Bucket, Key } = this.#object(file);
    // No key of the layout is the beginning of many others: all versions of one are on the first page.
    const page = await this.#connection.attempt(action, signal, ({ sdk, client, options }) =>
      client.send(new sdk.ListObjectVersionsCommand({ Bucket, Prefix: Key }), options),
    );
    const all = [
      ...(page.Versions ?? []).map((each) => ({ ...each, isMarker: false })),
      ...(page.DeleteMarkers ?? []).map((each) => ({ ...each, isMarker: true })),
    ];
    return all
      .filter((each) => each.Key === Key && each.VersionId !== undefined)
      .sort((a, b) => Number(b.IsLatest === true) - Number(a.IsLatest === true) || time(b) - time(a))
      .map(({ VersionId = "", isMarker }) => ({ id: VersionId, isMarker }));
  }

  async #ask(signal?: AbortSignal): Promise<"enabled" | "untold"> {
    const { location } = this.#place;
    try {
      const { ObjectLockConfiguration } = await this.#connection.attempt(
        { location, doing: "list" },
        signal,
        ({ sdk, client, options }) =>
          client.send(new sdk.GetObjectLockConfigurationCommand({ Bucket: this.#connection.bucket }), options),
      );
      if (ObjectLockConfiguration?.ObjectLockEnabled === "Enabled") return "enabled";
    } catch (error) {
      if (error instanceof StorageNotAllowed) return "untold";
      // Whatever it says instead, it does not say that it protects.
      const isFinal = error instanceof AppError && error.code === "storage/failed";
      if (!isFinal) throw error;
    }
    throw noObjectLock(location);
  }

  #head(
    action: StorageAction,
    file: FileRef,
    VersionId: string | undefined,
    signal?: AbortSignal,
  ): Promise<HeadObjectCommandOutput> {
    const about = { ...this.#object(file), ...(VersionId !== undefined && { VersionId }) };
    return this.#connection.attempt(action, signal, ({ sdk, client, options }) =>
      client.send(new sdk.HeadObjectCommand(about), options),
    );
  }

  #inFuture(until: Date | undefined): Date | undefined {
    return until !== undefined && until.getTime() > this.#clock.now() ? until : undefined;
  }

  #object(file: FileRef): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#connection.bucket, Key: this.#place.prefix + layoutPath(file) };
  }

  #action(doing: StorageAction["doing"], file: FileRef): StorageAction {
    return { location: this.#place.location, doing, file };
  }
}

/** Servers keep no more of a time. Never before the moment that was asked for. */
function wholeSecond(time: Date): Date {
  return new Date(Math.ceil(time.getTime() / 1000) * 1000);
}

function time({ LastModified }: { readonly LastModified?: Date | undefined }): number {
  return LastModified?.getTime() ?? 0;
}

/** Removed by somebody else meanwhile: as a failure to remove, it has no name of its own. */
function unlessGone(error: unknown): undefined {
  const isGone = error instanceof AppError && error.code === "storage/failed";
  if (!isGone) throw error;
}
