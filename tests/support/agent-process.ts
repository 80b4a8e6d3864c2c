import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import type { Contract } from "../../shared/api/index.ts";
import { HOLDFAST, prepareHoldfast } from "./holdfast.ts";

/** The built program's agent in a process of its own, with folders of its own and no keychain. */
export interface RunningAgent {
  readonly pid: number;
  readonly origin: string;
  /** Opens the window; works once. */
  readonly link: string;
  /** The contract's calls, as the command line makes them. */
  readonly client: ContractRouterClient<Contract>;
  /** A new link to the window. */
  newLink(): Promise<string>;
  /** The exit code, once it has ended by itself. A signal would kill it in its last moment, when nobody listens any more. */
  ended(): Promise<number | null>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing is put in order. */
  kill(): Promise<void>;
}

export interface AgentSettings {
  /** HOLDFAST_HOME */
  readonly home: string;
  /** HOME: where its places are. */
  readonly userHome?: string;
  readonly port?: number;
  /** A program and its arguments that start the agent's process with other limits, say; none by default. */
  readonly launcher?: readonly string[];
}

/** @param begun told of the process at once, so that whoever started it can end it whatever happens */
export async function startAgentProcess(
  { home, userHome, port, launcher = [] }: AgentSettings,
  begun: (child: ChildProcess) => void,
): Promise<RunningAgent> {
  await prepareHoldfast();
  const args = ["serve", "--no-open", "--json", ...(port === undefined ? [] : ["--port", String(port)])];
  const env = { ...process.env, ...agentEnvironment(home), ...(userHome === undefined ? {} : { HOME: userHome }) };
  const [program = process.execPath, ...rest] = [...launcher, process.execPath, HOLDFAST, ...args];
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  begun(child);
  const said: string[] = [];
  child.stderr.on("data", (bytes: Buffer) => said.push(bytes.toString()));
  const ended = once(child, "exit").then(([code]) => code as number | null); // as Node documents the event
  const link = await Promise.race([
    linkOf(child.stdout),
    ended.then((code) => Promise.reject(new Error(`the agent ended with ${code}:\n${said.join("")}`))),
  ]);
  child.stdout.resume();
  return { ...reach(home, link), ...signals(child, ended) };
}

/** What keeps a program of the tests away from the user's own settings and secrets. */
export function agentEnvironment(home: string): Readonly<Record<string, string>> {
  return { HOLDFAST_HOME: home, HOLDFAST_KEYCHAIN: "off" };
}

function reach(home: string, link: string): Pick<RunningAgent, "pid" | "origin" | "link" | "client" | "newLink"> {
  const { pid, origin } = addressIn(home);
  return { pid, origin, link, client: clientIn(home), newLink: () => newLink(home) };
}

/** The calls of the agent that runs, whoever started it. */
export function clientIn(home: string): ContractRouterClient<Contract> {
  const { origin, secret } = addressIn(home);
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { authorization: `Bearer ${secret}` } }));
}

/** What agent.json says of the agent that runs. */
export function addressIn(home: string): { readonly pid: number; readonly origin: string; readonly secret: string } {
  return JSON.parse(readFileSync(join(home, "data", "agent.json"), "utf8"));
}

async function newLink(home: string): Promise<string> {
  const env = { ...process.env, ...agentEnvironment(home) };
  const child = spawn(process.execPath, [HOLDFAST, "open", "--no-open", "--json"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return linkOf(child.stdout);
}

async function linkOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && "url" in value) return String(value.url);
  }
  return new Promise(() => undefined); // it ended without a word: told by its exit code
}

function signals(child: ChildProcess, ended: Promise<number | null>): Pick<RunningAgent, "stop" | "kill" | "ended"> {
  return {
    ended: () => ended,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
