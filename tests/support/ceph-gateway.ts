import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { type ProgramResult, run } from "./programs.ts";
import { tempFolder } from "./temp-folder.ts";

/** Unpacked here by build/setup-ceph.mjs where it can be had. */
const CEPH = fileURLToPath(new URL("../../node_modules/.cache/holdfast/ceph", import.meta.url));
const LIBRARIES = join(CEPH, "usr/lib/x86_64-linux-gnu");
const READY_MS = 60_000;

/** For `describe.skipIf`: whether there is a Ceph object gateway on this machine. */
export function hasCephGateway(): boolean {
  return existsSync(join(CEPH, "usr/bin/radosgw"));
}

/** A running gateway, with one user. */
export interface CephGateway {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

/** A whole store on loopback: one monitor, one object store in memory (4 GB at most), and the gateway that speaks S3. */
export async function startCephGateway(): Promise<CephGateway> {
  const folder = tempFolder();
  const [monitorPort, gatewayPort] = [await freePort(), await freePort()];
  const [accessKeyId, secretAccessKey] = [randomBytes(10).toString("hex"), randomBytes(20).toString("hex")];
  const clusterId = randomUUID();
  for (const name of ["mon", "osd", "run", "log"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "keyring"), "");
  writeFileSync(join(folder, "ceph.conf"), settings(folder, clusterId, monitorPort, gatewayPort));
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    for (const daemon of daemons.reverse()) await daemon.stop();
  };
  try {
    await startStore(folder, clusterId, monitorPort, daemons);
    const keys = [`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`];
    await must(folder, "radosgw-admin", ["user", "create", "--uid=tests", "--display-name=tests", ...keys]);
    daemons.push(new Daemon(folder, "radosgw", ["-f", "-n", "client.rgw.a"]));
    const endpoint = `http://127.0.0.1:${gatewayPort}`;
    await answers(endpoint);
    return { endpoint, accessKeyId, secretAccessKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStore(folder: string, clusterId: string, monitorPort: number, daemons: Daemon[]): Promise<void> {
  const map = join(folder, "monmap");
  const monitor = ["--addv", "a", `[v1:127.0.0.1:${monitorPort}]`];
  await must(folder, "monmaptool", ["--create", "--fsid", clusterId, ...monitor, map]);
  await must(folder, "ceph-mon", ["--mkfs", "-i", "a", "--monmap", map]);
  daemons.push(new Daemon(folder, "ceph-mon", ["-f", "-i", "a"]));
  const id = randomUUID();
  await must(folder, "ceph", ["--connect-timeout", "60", "osd", "new", id]);
  await must(folder, "ceph", ["osd", "crush", "add", "osd.0", "1", "root=default", "host=a"]);
  await must(folder, "ceph-osd", ["-i", "0", "--mkfs", "--osd-uuid", id]);
  daemons.push(new Daemon(folder, "ceph-osd", ["-f", "-i", "0"]));
}

/** One of Ceph's programs in the foreground, ended by its pid. */
class Daemon {
  readonly #begin: () => ChildProcess;
  #child: ChildProcess;
  #ended: Promise<void> = Promise.resolve();
  #begun = 0;
  #isStopped = false;

  constructor(folder: string, program: string, args: readonly string[]) {
    this.#begin = () => {
      const child = spawn(binary(program), ["-c", join(folder, "ceph.conf"), ...args], {
        stdio: "ignore",
        env: { ...process.env, ...ENVIRONMENT },
      });
      this.#ended = new Promise((resolve) => child.once("exit", () => resolve()).once("error", () => resolve()));
      // It may have asked too soon, too, and says so by its end.
      void this.#ended.then(() => {
        if (!this.#isStopped && this.#begun < MOST_TRIES) this.#child = this.#begin();
      });
      this.#begun += 1;
      return child;
    };
    this.#child = this.#begin();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    // Nothing of it is to be kept, so there is nothing to bring to an end in good order.
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

const ENVIRONMENT = {
  LD_LIBRARY_PATH: [LIBRARIES, join(LIBRARIES, "ceph"), join(CEPH, "lib/x86_64-linux-gnu")].join(":"),
  PYTHONPATH: join(CEPH, "usr/lib/python3/dist-packages"),
};

function binary(program: string): string {
  return join(CEPH, "usr/bin", program);
}

/** What a program of Ceph is told when it asks the monitor for something before it has heard which cluster that is. */
const TOO_SOON = /EPERM|not permitted/i;
const MOST_TRIES = 10;

async function must(folder: string, program: string, args: readonly string[]): Promise<ProgramResult> {
  for (let tries = 1; ; tries++) {
    const result = await run(binary(program), ["-c", join(folder, "ceph.conf"), ...args], { env: ENVIRONMENT });
    if (result.code === 0) return result;
    if (tries === MOST_TRIES || !TOO_SOON.test(result.stderr))
      throw new Error(`${program} ${args[0]}: ${result.stderr}`);
  }
}

async function answers(endpoint: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const isUp = await fetch(endpoint).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the gateway at ${endpoint} does not answer`);
}

function settings(folder: string, clusterId: string, monitorPort: number, gatewayPort: number): string {
  const plugins = { "osd class dir": "rados-classes", "erasure code dir": "ceph/erasure-code", "plugin dir": "ceph" };
  return `[global]
fsid = ${clusterId}
mon initial members = a
mon host = v1:127.0.0.1:${monitorPort}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
auth allow insecure global id reclaim = false
mon allow pool size one = true
mon data avail crit = 1
mon data = ${join(folder, "mon")}
osd data = ${join(folder, "osd")}
osd objectstore = memstore
memstore device bytes = 4294967296
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
# What an object store would tell the monitor of itself when it starts, it may tell before it knows which cluster that is. It ends then.
osd crush update on start = false
osd class update on start = false
ms bind msgr2 = false
ms bind ipv6 = false
keyring = ${join(folder, "keyring")}
run dir = ${join(folder, "run")}
log file = ${join(folder, "log")}/$name.log
pid file = ${join(folder, "run")}/$name.pid
admin socket = ${join(folder, "run")}/$name.asok
${Object.entries(plugins)
  .map(([name, place]) => `${name} = ${join(LIBRARIES, place)}`)
  .join("\n")}
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw thread pool size = 32
`;
}
