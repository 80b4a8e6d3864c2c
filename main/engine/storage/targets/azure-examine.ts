import { randomBytes } from "node:crypto";
import type { ContainerClient } from "@azure/storage-blob";
import { ContainerMissing, type StorageAction, StorageNotAllowed } from "../errors.ts";
import type { LocationFinding, ParsedLocation } from "../target.ts";
import { AzureConnection } from "./azure-connection.ts";
import type { AzurePlace } from "./azure-location.ts";

/** Says what is below a prefix. See `examineLocation`. */
export async function examineAzure(place: ParsedLocation<AzurePlace>, signal?: AbortSignal): Promise<LocationFinding> {
  const connection = new AzureConnection(place);
  const action: StorageAction = { location: place.location, doing: "list" };
  try {
    const isRepository = await connection.attempt(action, signal, (container) =>
      hasRepository(container, place, signal),
    );
    if (isRepository) return "repository";
    const first = await connection.attempt(action, signal, (container) => firstBelow(container, place, "", signal));
    if (first) return "other-files";
    const mayWrite = { ...action, doing: "write" } as const;
    await connection.attempt(mayWrite, signal, (container) => tryWriting(container, place, signal));
    return place.options.prefix === "" ? "empty-folder" : "nothing";
  } catch (error) {
    if (error instanceof StorageNotAllowed) return "not-writable";
    // Whether it can be made is seen when it is: a token for one container never can.
    if (error instanceof ContainerMissing && !connection.isForOneContainer) return "nothing";
    throw error;
  } finally {
    await connection.close();
  }
}

/** The two things that every repository has. Other programs, too, call a file `config`. */
async function hasRepository(
  container: ContainerClient,
  place: ParsedLocation<AzurePlace>,
  signal?: AbortSignal,
): Promise<boolean> {
  const config = await firstBelow(container, place, "config", signal);
  return (
    config === `${place.options.prefix}config` && (await firstBelow(container, place, "keys/", signal)) !== undefined
  );
}

/** The first name that begins so, in Azure's order, which is that of letters. */
async function firstBelow(
  container: ContainerClient,
  { options }: ParsedLocation<AzurePlace>,
  below: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const listing = container.listBlobsFlat({ prefix: options.prefix + below, ...(signal && { abortSignal: signal }) });
  const { value, done } = await listing.byPage({ maxPageSize: 1 }).next();
  return done ? undefined : value.segment.blobItems[0]?.name;
}

/**
 * Asks to replace a blob that is not there: who may write is told that it is not there, who may not is told that. So nothing is made,
 * which a container with an immutability policy would not let go of again.
 */
async function tryWriting(
  container: ContainerClient,
  { options }: ParsedLocation<AzurePlace>,
  signal?: AbortSignal,
): Promise<void> {
  const blob = container.getBlockBlobClient(`${options.prefix}.holdfast-${randomBytes(8).toString("hex")}.tmp`);
  try {
    await blob.upload("", 0, { conditions: { ifMatch: '"0x0"' }, ...(signal && { abortSignal: signal }) });
    await blob.deleteIfExists();
  } catch (error) {
    const isAllowed = error instanceof Error && "statusCode" in error && [404, 412].includes(Number(error.statusCode));
    if (!isAllowed || ("code" in error && error.code === "ContainerNotFound")) throw error;
  }
}
