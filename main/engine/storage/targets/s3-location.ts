import { posix } from "node:path";
import type { Access } from "../../../../shared/targets/index.ts";
import { AccessInvalid, LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

const EXAMPLE = "s3:https://host/bucket/prefix";
const HOST = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,254}$/i;
const AMAZON = /^s3(?:[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d+))?\.amazonaws\.com(\.cn)?$/;
/** Hosts that want the bucket in their name, besides Amazon's. As in the client that stock restic uses. */
const BY_NAME = /^(?:storage\.googleapis\.com|oss-.*\.aliyuncs\.com)$/;
/** Most providers call a region's host so: `s3.eu-central-1.wasabisys.com`. */
const REGION_IN_NAME = /^s3[.-]([a-z][a-z0-9-]+)\.[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const USUAL_REGION = "us-east-1";

/** What an S3 location names. */
export interface S3Place {
  readonly scheme: "http" | "https";
  /** With its port, if it names one. */
  readonly host: string;
  readonly bucket: string;
  /** Of every key: "" or folders that end in `/`. */
  readonly prefix: string;
}

/**
 * Takes `s3:https://host:port/bucket/prefix`, `s3:host/bucket/prefix` and `s3://host/bucket/prefix` apart as stock restic does.
 * Unencrypted connections are fine: what is signed is useless to who reads it, and what is stored is encrypted.
 *
 * @throws {LocationInvalid}
 */
export function parseS3(location: string): ParsedLocation<S3Place> | undefined {
  if (!/^s3:/i.test(location)) return undefined;
  const rest = location.slice("s3:".length);
  return /^https?:/i.test(rest) ? parseUrl(rest) : parsePlain(rest.replace(/^\/\//, ""));
}

function parsePlain(text: string): ParsedLocation<S3Place> {
  const [host = "", ...path] = text.split("/");
  const shown = `s3:${text}`;
  const { bucket, prefix } = pathOf(path.join("/"), shown);
  return placed({ scheme: "https", host: hostOf(host, shown), bucket, prefix }, `s3:${host}/${bucket}`, {});
}

function parseUrl(text: string): ParsedLocation<S3Place> {
  const [, scheme = "", login, host = "", path = ""] = /^(https?):\/*(?:([^/@]*)@)?([^/?#]*)([^?#]*)/i.exec(text) ?? [];
  const shown = `s3:${scheme}://${host}${path}`;
  const place = {
    scheme: scheme.toLowerCase() === "http" ? ("http" as const) : ("https" as const),
    host: hostOf(host, shown),
    ...pathOf(decoded(path.replace(/^\//, ""), shown), shown),
  };
  const [user = "", password = ""] = (login ?? "").split(":").map((part) => decoded(part, shown));
  const access = { ...(user && { accessKeyId: user }), ...(password && { secretAccessKey: password }) };
  const folders = place.prefix.split("/").map(encodeURIComponent).join("/");
  return placed(place, `s3:${place.scheme}://${host}/${place.bucket}`, access, folders);
}

function placed(options: S3Place, bucket: string, access: Access, folders = options.prefix): ParsedLocation<S3Place> {
  const location = folders === "" ? bucket : `${bucket}/${folders.replace(/\/$/, "")}`;
  return { options, location, access };
}

function hostOf(host: string, shown: string): string {
  if (!HOST.test(host)) throw new LocationInvalid(shown, "it has to name a host", EXAMPLE);
  return host.toLowerCase();
}

function pathOf(path: string, shown: string): Pick<S3Place, "bucket" | "prefix"> {
  const [bucket = "", ...rest] = path.split("/");
  if (!BUCKET.test(bucket)) {
    const reason = bucket === "" ? "the bucket's name is missing" : `“${bucket}” is no name of a bucket`;
    throw new LocationInvalid(shown, reason, EXAMPLE);
  }
  const folders = posix.join("/", ...rest).replace(/^\/|\/$/g, "");
  return { bucket, prefix: folders === "" ? "" : `${folders}/` };
}

function decoded(text: string, shown: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new LocationInvalid(shown, "a % in an address has to be written as %25", EXAMPLE);
  }
}

/** Where requests go: the endpoint as it is signed for, and the server that is connected to. */
export interface S3Address {
  readonly endpoint: string;
  /** The bucket stands in the path, not in the host's name. */
  readonly isInPath: boolean;
  /** `https://bucket.host`, or the endpoint. */
  readonly origin: string;
}

/** The region to begin with: what was said, what the host's name says, or the one that means nothing to most servers. */
export function firstRegion({ host }: S3Place, access: Access): string {
  const name = withoutPort(host);
  const amazon = AMAZON.exec(name);
  return access["region"] || amazon?.[1] || (amazon === null && REGION_IN_NAME.exec(name)?.[1]) || USUAL_REGION;
}

/** Amazon's hosts are each for one region: a bucket elsewhere is asked for where it is. */
export function addressOf({ scheme, host, bucket }: S3Place, access: Access, region: string): S3Address {
  const amazon = AMAZON.exec(withoutPort(host));
  const isThere = amazon === null || amazon[1] === region || (amazon[1] === undefined && region === USUAL_REGION);
  const there = isThere ? host : `s3.${region}.amazonaws.com${amazon[2] ?? ""}`;
  const isInPath =
    access["bucketLookup"] === "path" || (access["bucketLookup"] !== "dns" && !isByName(host, bucket, scheme));
  const endpoint = `${scheme}://${there}`;
  return { endpoint, isInPath, origin: isInPath ? endpoint : `${scheme}://${bucket}.${there}` };
}

/** A certificate for all names below a host is not for names with a further dot. */
function isByName(host: string, bucket: string, scheme: string): boolean {
  const name = withoutPort(host);
  const fits = /^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket) && !(scheme === "https" && bucket.includes("."));
  return fits && (AMAZON.test(name) || BY_NAME.test(name));
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}

/** How new objects are protected. */
export interface LockSettings {
  readonly days: number;
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** @throws {AccessInvalid} one of them is missing */
export function credentialsOf(location: string, access: Access): S3Credentials {
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = access;
  const missing = (field: string, label: string) =>
    new AccessInvalid(
      location,
      field,
      label,
      "is missing",
      "Enter the keys that the provider gave you for this bucket.",
    );
  if (accessKeyId === "") throw missing("accessKeyId", "Access key");
  if (secretAccessKey === "") throw missing("secretAccessKey", "Secret key");
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** Undefined where nothing is to be protected. @throws {AccessInvalid} */
export function lockSettingsOf(location: string, access: Access): LockSettings | undefined {
  const { lockDays = "", lockMode = "governance" } = access;
  if (lockDays === "" || lockDays === "0") return undefined;
  const days = Number(lockDays);
  if (!Number.isInteger(days) || days < 1 || days > 36_500) {
    throw new AccessInvalid(location, "lockDays", "Protection from deletion", "has to be a number of days");
  }
  return { days, mode: lockMode.toLowerCase() === "compliance" ? "COMPLIANCE" : "GOVERNANCE" };
}
