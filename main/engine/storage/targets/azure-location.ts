import type { Access } from "../../../../shared/targets/index.ts";
import { AccessInvalid, LocationInvalid } from "../errors.ts";
import type { ParsedLocation } from "../target.ts";

const EXAMPLE = "azure:container:/prefix";
const CONTAINER = /^(?:\$root|\$web|[a-z0-9](?:-?[a-z0-9]){2,62})$/;
const DEFAULT_SUFFIX = "core.windows.net";
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What an Azure location names. */
export interface AzurePlace {
  readonly container: string;
  /** Of every blob's name: "" or folders that end in `/`. */
  readonly prefix: string;
}

/** Who asks, and whom. */
export interface AzureAccess {
  /** Ends without a slash: `https://account.blob.core.windows.net`. */
  readonly endpoint: string;
  readonly credential: { readonly account: string; readonly key: string } | { readonly sas: string };
}

/**
 * Takes `azure:container:/prefix` apart as stock restic does: the prefix is cleaned like a path.
 *
 * @throws {LocationInvalid}
 */
export function parseAzure(location: string): ParsedLocation<AzurePlace> | undefined {
  if (!/^azure:/i.test(location)) return undefined;
  const [container = "", ...rest] = location.slice("azure:".length).split(":");
  if (rest.length === 0)
    throw new LocationInvalid(location, "a colon has to follow the name of the container", EXAMPLE);
  if (!CONTAINER.test(container)) {
    const rule = "the name of a container has 3 to 63 small letters, digits and single hyphens";
    throw new LocationInvalid(location, rule, EXAMPLE);
  }
  const folders = cleaned(rest.join(":").split("/"));
  const prefix = folders.map((folder) => `${folder}/`).join("");
  return { options: { container, prefix }, location: `azure:${container}:/${folders.join("/")}`, access: {} };
}

function cleaned(parts: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === "..") kept.pop();
    else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept;
}

/** @throws {AccessInvalid} something is missing or makes no sense; nobody was asked */
export function azureAccess(location: string, access: Access): AzureAccess {
  const account = access["account"] ?? "";
  const endpoint = endpointOf(location, account, access);
  const sas = (access["sasToken"] ?? "").replace(/^\?/, "");
  if (sas !== "") return { endpoint, credential: { sas: checkedSas(location, sas) } };
  const key = access["accountKey"] ?? "";
  if (key === "")
    throw new AccessInvalid(location, "accountKey", "Account key", "is missing", "Enter it, or a SAS token.");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key) || key.length % 4 !== 0) {
    throw new AccessInvalid(
      location,
      "accountKey",
      "Account key",
      "is not a key: it is base64 and ends in “==” mostly",
    );
  }
  if (account === "") throw missingAccount(location);
  return { endpoint, credential: { account, key } };
}

function checkedSas(location: string, sas: string): string {
  if (/^[\x21-\x7e]+$/.test(sas) && new URLSearchParams(sas).has("sig")) return sas;
  throw new AccessInvalid(location, "sasToken", "Shared access signature", "is not one: it has a part “sig=”");
}

function missingAccount(location: string): AccessInvalid {
  return new AccessInvalid(location, "account", "Storage account", "is missing", "Enter the account's name.");
}

function endpointOf(location: string, account: string, access: Access): string {
  const given = access["endpoint"] ?? "";
  if (given !== "") return checkedEndpoint(location, given);
  if (account === "") throw missingAccount(location);
  if (!/^[a-z0-9]{3,24}(?:-secondary)?$/.test(account)) {
    const reason = "is not the name of an account: it has 3 to 24 small letters and digits";
    throw new AccessInvalid(location, "account", "Storage account", reason);
  }
  const suffix = access["endpointSuffix"] || DEFAULT_SUFFIX;
  if (!/^[a-z0-9][a-z0-9.-]*$/i.test(suffix)) {
    throw new AccessInvalid(location, "endpointSuffix", "Endpoint suffix", "is not the end of a host's name");
  }
  return `https://${account}.blob.${suffix}`;
}

function checkedEndpoint(location: string, given: string): string {
  const invalid = (reason: string): AccessInvalid => new AccessInvalid(location, "endpoint", "Endpoint", reason);
  if (!URL.canParse(given)) throw invalid("is not an address such as https://account.blob.core.windows.net");
  const url = new URL(given);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw invalid("may only have a host, a port and a path");
  }
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  // Whoever reads a shared access signature on the way has all its rights.
  if (!isSafe) throw invalid("has to begin with https://: on the way, others could read what gives access");
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
