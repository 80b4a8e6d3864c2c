import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { newestProgram } from "./newer-programs.ts";
import { findProgram } from "./programs.ts";
import { ServerProcess } from "./server-process.ts";
import { tempFolder } from "./temp-folder.ts";

/** restic's own server, if it can be had here. */
export const restServer = newestProgram("restic-rest-server");

export interface RestServerOptions {
  readonly isAppendOnly?: boolean;
  readonly hasPrivateRepos?: boolean;
  readonly maxBytes?: number;
  /** Takes files whose name is not their hash. */
  readonly takesAnyContent?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
  readonly tls?: Certificate;
  readonly folder?: string;
  readonly socket?: string;
}

/** A certificate for 127.0.0.1, and the authority that issued it. PEM files. */
export interface Certificate {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

export interface RestServer {
  readonly port: number;
  /** Where the files are. */
  readonly folder: string;
  /** Begins with `rest:` and ends with the path of a repository on it, without a login. */
  location(path: string): string;
  stop(): Promise<void>;
}

/** Starts restic's REST server on loopback. */
export async function startRestServer(options: RestServerOptions = {}): Promise<RestServer> {
  const port = await freePort();
  const folder = options.folder ?? tempFolder();
  const listen = options.socket === undefined ? `127.0.0.1:${port}` : `unix:${options.socket}`;
  const server = new ServerProcess(restServer ?? "restic-rest-server", [
    ...["--path", folder, "--listen", listen],
    ...(options.isAppendOnly ? ["--append-only"] : []),
    ...(options.hasPrivateRepos ? ["--private-repos"] : []),
    ...(options.maxBytes === undefined ? [] : ["--max-size", String(options.maxBytes)]),
    ...(options.takesAnyContent ? ["--no-verify-upload"] : []),
    ...(options.login === undefined ? ["--no-auth"] : ["--htpasswd-file", passwordFile(options.login)]),
    ...(options.tls ? ["--tls", "--tls-cert", options.tls.certFile, "--tls-key", options.tls.keyFile] : []),
  ]);
  await server.listening(options.socket ?? port);
  const scheme = options.tls ? "https" : "http";
  return { port, folder, location: (path) => `rest:${scheme}://127.0.0.1:${port}/${path}`, stop: () => server.stop() };
}

/** `rclone serve restic` on loopback: another server of the same protocol. */
export async function startRcloneRest(
  program: string,
  options: Pick<RestServerOptions, "isAppendOnly"> = {},
): Promise<RestServer> {
  const port = await freePort();
  const folder = tempFolder();
  const appendOnly = options.isAppendOnly ? ["--append-only"] : [];
  const env = { RCLONE_CONFIG: join(tempFolder(), "rclone.conf") };
  const args = ["serve", "restic", "--addr", `127.0.0.1:${port}`, ...appendOnly, folder];
  const server = await new ServerProcess(program, args, env).listening(port);
  return { port, folder, location: (path) => `rest:http://127.0.0.1:${port}/${path}`, stop: () => server.stop() };
}

function passwordFile({ user, password }: { readonly user: string; readonly password: string }): string {
  const file = join(tempFolder(), "htpasswd");
  // {SHA} is one of the two forms that the server knows, and needs no other program.
  const hash = spawnSync("openssl", ["dgst", "-sha1", "-binary"], { input: password }).stdout.toString("base64");
  writeFileSync(file, `${user}:{SHA}${hash}\n`);
  return file;
}

/** For tests of TLS: whether certificates can be made here. */
export const hasOpenssl = findProgram("openssl") !== undefined;

/** Makes an authority of its own, and a certificate for 127.0.0.1. */
export function makeCertificate(): Certificate {
  const folder = tempFolder();
  const at = (name: string): string => join(folder, name);
  writeFileSync(at("names"), "subjectAltName=IP:127.0.0.1\n");
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync("openssl", args, { cwd: folder });
    if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Tests");
  openssl("req", ...key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server");
  const by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names"];
  openssl("x509", "-req", "-in", "server.csr", ...by, "-days", "2", "-out", "server.pem");
  return { caFile: at("ca.pem"), certFile: at("server.pem"), keyFile: at("server.key") };
}
