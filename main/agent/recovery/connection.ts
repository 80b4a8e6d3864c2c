import {
  type Access,
  type AccessField,
  optionName,
  targetType,
  typeOfLocation,
} from "../../../shared/targets/index.ts";

/** How a repository on another machine is reached, as far as a page may say. */
export interface KitConnection {
  /** Values that are no secrets, by the names of the type's fields. */
  readonly open: Access;
  /** Names of the fields whose values are secret, and needed. */
  readonly secrets: readonly string[];
}

/** What to type so that a program reaches a repository. */
export interface Reaching {
  /** Lines to type first, each a whole command; a secret's value is a gap to be filled. */
  readonly before: readonly string[];
  /** Options for each command, with a space in front; empty without any. */
  readonly options: string;
  /** The location to type, for a shell. */
  readonly repo: string;
}

const GAP = "…";

/** For Holdfast: variables for what has one, `-o` for the rest. */
export function reachingWithHoldfast(location: string, connection: KitConnection, platform: NodeJS.Platform): Reaching {
  const before = variableLines(location, connection, platform, () => true);
  const type = typeOfLocation(location) ?? "local";
  const rest = given(location, connection).filter(({ field }) => field.variables === undefined);
  const options = rest.map(({ field, value }) => ` -o ${quoted(`${optionName(type, field)}=${value}`, platform)}`);
  return { before, options: options.join(""), repo: quoted(location, platform) };
}

/** For stock restic, which knows no WebDAV and reaches it through rclone. */
export function reachingWithRestic(location: string, connection: KitConnection, platform: NodeJS.Platform): Reaching {
  if (typeOfLocation(location) === "webdav") return throughRclone(location, connection, platform);
  const before = variableLines(location, connection, platform, (name) => !name.startsWith("HOLDFAST_"));
  return { before, options: resticOptions(location, connection, platform), repo: quoted(location, platform) };
}

function resticOptions(location: string, connection: KitConnection, platform: NodeJS.Platform): string {
  const rest = given(location, connection).filter(
    ({ field }) => field.variables === undefined && field.option !== undefined,
  );
  const options = rest.map(({ field, value }) => ` -o ${quoted(`${field.option}=${value}`, platform)}`);
  const keyFile = connection.open["keyFile"];
  if (typeOfLocation(location) === "sftp" && keyFile !== undefined) {
    options.push(` -o ${quoted(`sftp.args=-i ${keyFile}`, platform)}`);
  }
  return options.join("");
}

function throughRclone(location: string, { open }: KitConnection, platform: NodeJS.Platform): Reaching {
  const url = quoted(`url=${location.slice("webdav:".length)}`, platform);
  const user = open["user"] === undefined ? "" : ` ${quoted(`user=${open["user"]}`, platform)}`;
  return {
    before: [
      `rclone config create backup webdav ${url} vendor=other${user}`,
      `rclone config password backup pass ${GAP}`,
    ],
    options: "",
    repo: "rclone:backup:",
  };
}

interface Given {
  readonly field: AccessField;
  /** Undefined for a secret. */
  readonly value: string | undefined;
}

function given(location: string, { open, secrets }: KitConnection): readonly Given[] {
  return fieldsOf(location)
    .filter(({ name }) => open[name] !== undefined || secrets.includes(name))
    .map((field) => ({ field, value: open[field.name] }));
}

function variableLines(
  location: string,
  connection: KitConnection,
  platform: NodeJS.Platform,
  isFit: (variable: string) => boolean,
): readonly string[] {
  return given(location, connection).flatMap(({ field, value }) => {
    const variable = field.variables?.[0];
    if (variable === undefined || !isFit(variable)) return [];
    const text = value === undefined ? `"${GAP}"` : quoted(value, platform);
    return [
      platform === "win32"
        ? `$env:${variable} = ${text.startsWith('"') ? text : `"${text}"`}`
        : `export ${variable}=${text}`,
    ];
  });
}

/** The fields of the type that a location is of; none for a folder. */
export function fieldsOf(location: string): readonly AccessField[] {
  const type = typeOfLocation(location);
  return type === undefined ? [] : targetType(type).fields;
}

/** A text as a shell takes it: sh, or PowerShell and cmd, where a path cannot hold a double quote. */
function quoted(path: string, platform: NodeJS.Platform): string {
  if (/^[\w./:@=\\-]+$/.test(path)) return path;
  return platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", `'\\''`)}'`;
}
