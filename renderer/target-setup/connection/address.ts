import type { PathText } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";
import type { FarType } from "./far-type.ts";

/** One of the simple parts that an address is asked in. */
export interface AddressPart {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly placeholder?: string;
  readonly isOptional?: true;
}

/** What was typed, by the names of the parts. */
export type AddressParts = Readonly<Record<string, string>>;

/** The location of typed parts, or what is wrong: the name of a part and a sentence. */
export type Address =
  | { readonly location: PathText; readonly wrong?: never }
  | { readonly wrong: { readonly part: string; readonly says: string }; readonly location?: never };

const FOLDER: AddressPart = { name: "folder", label: text("Folder"), placeholder: "backups", isOptional: true };

/** What is asked for each kind. */
export const ADDRESS_PARTS: Readonly<Record<FarType, readonly AddressPart[]>> = {
  sftp: [
    { name: "host", label: text("Server"), placeholder: "nas.local" },
    { name: "port", label: text("Port"), placeholder: "22", isOptional: true },
    { name: "user", label: text("User name"), isOptional: true },
    {
      ...{ name: "folder", label: text("Folder"), placeholder: "/volume1/backups" },
      hint: text("With a slash at its beginning from the root of the server, without one from your home there."),
    },
  ],
  rest: [{ name: "address", label: text("Address"), placeholder: "https://backup.example.com:8000/ada" }],
  s3: [
    {
      ...{ name: "endpoint", label: text("Address of the storage"), placeholder: "s3.eu-central-1.amazonaws.com" },
      hint: text("Your provider calls it the endpoint."),
    },
    { name: "bucket", label: text("Bucket") },
    FOLDER,
  ],
  azure: [{ name: "container", label: text("Container") }, FOLDER],
  webdav: [
    {
      ...{ name: "address", label: text("Address of the folder") },
      placeholder: "https://cloud.example.com/remote.php/dav/files/ada/backups",
    },
  ],
  rclone: [
    { name: "remote", label: text("Remote"), placeholder: "gdrive", hint: text("As “rclone listremotes” names it.") },
    FOLDER,
  ],
};

/** Puts typed parts together, as stock restic writes the location. */
export function addressOf(type: FarType, typed: AddressParts): Address {
  const parts = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.trim()]));
  const missing = ADDRESS_PARTS[type].find(({ name, isOptional }) => !isOptional && (parts[name] ?? "") === "");
  if (missing !== undefined) return wrong(missing.name, say("{label} is needed.", { label: say(missing.label) }));
  return MAKERS[type]((name) => parts[name] ?? "");
}

type Maker = (part: (name: string) => string) => Address;

const MAKERS: Readonly<Record<FarType, Maker>> = {
  sftp: sftpAddress,
  rest: (part) => webAddress("rest", part("address"), true),
  webdav: (part) => webAddress("webdav", part("address"), false),
  s3: (part) => s3Address(part("endpoint"), part("bucket"), part("folder")),
  azure: (part) => ({ location: `azure:${part("container")}:/${trimSlashes(part("folder"))}` }),
  rclone: (part) => ({ location: `rclone:${part("remote").replace(/:$/, "")}:${part("folder")}` }),
};

/** Without a port as `sftp:user@host:folder`; with one, or a host with colons, as an address. */
function sftpAddress(part: (name: string) => string): Address {
  const [host, port, user, folder] = [part("host"), part("port"), part("user"), part("folder")];
  if (/[\s/@]/.test(host)) return wrong("host", say("This is no name of a server."));
  if (port !== "" && !isPort(port)) return wrong("port", say("A port is a number up to 65535."));
  const isPlain = port === "" && !host.includes(":");
  if (isPlain) return { location: `sftp:${user === "" ? "" : `${user}@`}${host}:${folder}` };
  const account = user === "" ? "" : `${encodeURIComponent(user)}@`;
  const server = host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host;
  return { location: `sftp://${account}${server}${port === "" ? "" : `:${port}`}/${encodedPath(folder)}` };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536;
}

function webAddress(scheme: "rest" | "webdav", address: string, endsWithSlash: boolean): Address {
  const url = webUrl(address);
  if (url === undefined) return wrong("address", say("This is no address: it looks like https://host/folder."));
  const whole = url.href.replace(/\/+$/, "");
  return { location: `${scheme}:${whole}${endsWithSlash ? "/" : ""}` };
}

function s3Address(endpoint: string, bucket: string, folder: string): Address {
  const url = webUrl(endpoint);
  if (url === undefined)
    return wrong("endpoint", say("This is no address: it looks like s3.eu-central-1.amazonaws.com."));
  if (/[/\s]/.test(bucket)) return wrong("bucket", say("The name of a bucket has no slashes and no spaces."));
  const path = [bucket, ...trimSlashes(folder).split("/")].filter((name) => name !== "").join("/");
  return { location: `s3:${url.href.replace(/\/+$/, "")}/${encodedPath(path)}` };
}

/** With `https://` where nothing is said; a name and password in it are not for the location. */
function webUrl(address: string): URL | undefined {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || /[\s]/.test(address)) return undefined;
  [url.username, url.password, url.hash] = ["", "", ""];
  return url;
}

/**
 * The user name and password that stood in a pasted address, so that they go into their fields, and the address without them.
 * Undefined when there are none.
 */
export function signInWithin(address: string): { address: string; user: string; password: string } | undefined {
  const found = /^(?:(?:rest|webdav):)?(https?:\/\/)([^/@:]*)(?::([^/@]*))?@(.*)$/i.exec(address.trim());
  if (found === null) return undefined;
  const [, scheme = "", user = "", password = "", rest = ""] = found;
  return { address: `${scheme}${rest}`, user: decoded(user), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function trimSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}

function wrong(part: string, says: string): Address {
  return { wrong: { part, says } };
}
