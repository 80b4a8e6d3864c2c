import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_CHOICES, type TargetId } from "../../shared/model/index.ts";
import { type CliUser, newUser } from "../cli/cli.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { restServer, startRestServer } from "../support/rest-server.ts";
import { hasSshd, SSH_PASSWORD, SSH_USER, startSshd } from "../support/sshd.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { filesWith, formsOf, holds, ProcessWatch } from "./secret-search.ts";

const PASSPHRASE = "violet thunder 4711";
/** Nobody shows a wrong password either: it may be the right one somewhere else. */
const WRONG = "not the password 99";
const FORMS = [SSH_PASSWORD, PASSPHRASE, WRONG].flatMap((secret) => formsOf(secret, SSH_USER));
/** An agent is started, makes a repository and backs up; on a busy machine that takes its time. */
const PATIENCE_MS = 400_000;
const LINUX = process.platform === "linux";

/** A server that wants a password. */
interface Server {
  /** As a user writes it, without the password. */
  location(path: string): string;
  /** With the password in it, where its kind of location can have one. */
  readonly fullLocation?: (path: string) => string;
  /** What else it takes to reach it, as fields and as variables. */
  readonly access: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly passwordVariable: string;
  stop(): Promise<void>;
}

async function startSftp(): Promise<Server> {
  const server = await startSshd({ password: "plain" });
  const hostKey = server.fingerprint();
  return {
    location: (path) => `sftp://${SSH_USER}@127.0.0.1:${server.port}/${path}`,
    access: { hostKey, useAgent: "no" },
    variables: { HOLDFAST_SFTP_HOST_KEY: hostKey },
    passwordVariable: "HOLDFAST_SFTP_PASSWORD",
    stop: () => server.stop(),
  };
}

async function startRest(): Promise<Server> {
  const server = await startRestServer({ login: { user: SSH_USER, password: SSH_PASSWORD } });
  const login = `${SSH_USER}:${encodeURIComponent(SSH_PASSWORD)}@`;
  return {
    location: server.location,
    fullLocation: (path) => server.location(path).replace("://", `://${login}`),
    access: { user: SSH_USER },
    variables: { RESTIC_REST_USERNAME: SSH_USER },
    passwordVariable: "RESTIC_REST_PASSWORD",
    stop: () => server.stop(),
  };
}

const SERVERS = [
  { kind: "SFTP", start: startSftp, isThere: hasSshd(), needs: "sshd and root" },
  { kind: "REST", start: startRest, isThere: restServer !== undefined, needs: "restic's REST server" },
];

/** Kept on purpose; the page with the passphrase has no password of a server. */
function isStore(path: string): boolean {
  return path.includes(join("config", "secrets"));
}

describe.each(SERVERS)("secrets of a repository over $kind", ({ start, isThere, needs }) => {
  let server: Server;
  let files: string;
  beforeAll(async () => {
    if (!isThere || !LINUX) return;
    server = await start();
    files = tempFolder();
    for (let n = 0; n < 20; n++) writeFileSync(join(files, `file ${n}`), `${n}`.repeat(1000));
  });
  afterAll(() => server?.stop());

  it.skipIf(!isThere || !LINUX)(
    `are in nothing a command says or leaves behind (skipped: needs ${needs})`,
    async () => {
      const user = newUser();
      const watch = new ProcessWatch(FORMS);
      watch.start();
      const said = await commandsOf(user, server, files);
      expect(watch.stop()).toEqual([]);
      for (const text of said) expect(holds(text, FORMS), text).toBe(false);
      expect(filesWith(user.home, FORMS, (path) => isStore(path) || path.endsWith("location.txt"))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.skipIf(!isThere || !LINUX)(
    `are in nothing an agent tells, writes or hands on (skipped: needs ${needs})`,
    async () => {
      const home = tempFolder();
      mkdirSync(join(home, "kit"));
      const agent = await startAgent({ home });
      const watch = new ProcessWatch(FORMS);
      watch.start();
      const told = await callsOf(agent, { home, server, files });
      expect(watch.stop()).toEqual([]);
      expect(await agent.stop()).toBe(0);
      for (const text of told) expect(holds(text, FORMS), text).toBe(false);
      const [kit = ""] = readdirSync(join(home, "kit"));
      expect(readFileSync(join(home, "kit", kit), "utf8")).toContain(PASSPHRASE);
      expect(filesWith(home, FORMS, (path) => isStore(path) || path.endsWith(kit))).toEqual([]);
      expect(filesWith(join(home, "kit"), formsOf(SSH_PASSWORD, SSH_USER), () => false)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** What a user of the command line does, with what goes wrong. @returns all that was said */
async function commandsOf(user: CliUser, server: Server, files: string): Promise<readonly string[]> {
  const known = { ...server.variables, HOLDFAST_PASSWORD: PASSPHRASE, HOME: user.home };
  const right = { ...known, [server.passwordVariable]: SSH_PASSWORD };
  const wrong = { ...known, [server.passwordVariable]: WRONG };
  const repo = ["--repo", server.location("named/")];
  const said: string[] = [];
  const run = async (code: number, args: readonly string[], env: Readonly<Record<string, string>> = right) => {
    const { code: ended, stdout, stderr } = await user.run(args, env);
    said.push(stdout, stderr);
    expect(ended, `${args.join(" ")}\n${stderr}`).toBe(code);
  };
  await run(0, ["init", ...repo]);
  await run(0, ["backup", ...repo, "--json", "-v", files]);
  await run(0, ["check", ...repo, "--read-data", "-v"]);
  await run(0, ["snapshots", ...repo, "--json", "--no-cache"]);
  await run(1, ["snapshots", ...repo, "-v"], wrong);
  await run(1, ["snapshots", ...repo, "--json"], wrong);
  await run(12, ["snapshots", ...repo, "-v"], { ...right, HOLDFAST_PASSWORD: WRONG });
  await run(10, ["snapshots", "--repo", server.location("nothing-here/"), "-v", "--json"]);
  if (server.fullLocation !== undefined) {
    const file = join(user.home, "location.txt");
    writeFileSync(file, server.fullLocation("named/"));
    await run(0, ["backup", "--repository-file", file, "--json", "-v", files], known);
    writeFileSync(file, server.fullLocation("nothing-here/"));
    await run(10, ["snapshots", "--repository-file", file, "-v"], known);
  }
  return said;
}

/** What a window does, with what goes wrong. @returns all that the agent answered and told */
async function callsOf(
  { client }: RunningAgent,
  { home, server, files }: { readonly home: string; readonly server: Server; readonly files: string },
): Promise<readonly string[]> {
  const told: string[] = [];
  const events = await client.agent.watch(undefined);
  // Until the agent ends, and the stream with it.
  void (async () => {
    for await (const event of events) told.push(JSON.stringify(event));
  })().catch(() => {});
  const tell = async <T>(answer: Promise<T>): Promise<T> => {
    const got = await answer;
    told.push(JSON.stringify(got ?? null));
    return got;
  };
  const fail = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      () => expect.unreachable("this should have been refused"),
      (error: unknown) =>
        told.push(JSON.stringify({ ...Object(error), text: String(error), stack: Object(error).stack })),
    );
  const access = { ...server.access, password: SSH_PASSWORD };
  const wrong = { ...server.access, password: WRONG };
  const place = { location: server.location("target/") };
  const { targets, plans, runs } = client;

  await tell(targets.inspect({ ...place, access: wrong }));
  await tell(targets.inspect({ ...place, access }));
  await tell(targets.tryConnection({ ...place, access: wrong }));
  await fail(targets.create({ ...place, access: { ...server.access, pasword: SSH_PASSWORD }, keepInFile: true }));
  const made = await tell(targets.create({ ...place, access, passphrase: PASSPHRASE, name: "Far", keepInFile: true }));
  const targetId: TargetId = made.target.id;
  await tell(targets.tryConnection({ targetId }));
  await fail(targets.changeAccess({ targetId, access: { password: WRONG } }));
  await tell(targets.changeAccess({ targetId, access: { password: SSH_PASSWORD } }));
  await tell(targets.saveRecoveryKit({ targetId, folder: join(home, "kit") }));
  const choices = { ...DEFAULT_CHOICES, name: "Documents", folders: [files], targetIds: [targetId] };
  const { plan } = await tell(plans.create(choices));
  const ended = async (planId: typeof plan.id) => {
    const { runIds } = await tell(plans.start({ planId }));
    for (const runId of runIds) {
      for (let tries = 0; tries < 600; tries++) {
        const { state } = await runs.get({ runId });
        if (state === "ended") break;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await tell(runs.log({ runId }));
    }
    return tell(runs.get({ runId: runIds[0] ?? expect.unreachable("no run began") }));
  };
  expect((await ended(plan.id)).outcome).toBe("completed");
  await server.stop();
  await tell(targets.list());
  await fail(targets.adopt({ ...place, access, passphrase: WRONG }));
  await tell(targets.inspect({ ...place, access }));
  await tell(client.agent.status());
  return told;
}
