import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { tempFolder } from "./temp-folder.ts";

/** The system's own: what apt installs is for no other. */
const PYTHON = "/usr/bin/python3";

/** Whether a bus of a test's own, with objects of its own, can be had here: apt's dbus-daemon, python3-dbusmock, systemd. */
export function hasBusTools(): boolean {
  const works = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
  return works("dbus-daemon", "--version") && works(PYTHON, "-c", "import dbusmock") && works("busctl", "--version");
}

/** An object on the bus: its path, interface, and properties as Python writes them for D-Bus. */
export interface BusObject {
  readonly path: string;
  readonly iface: string;
  readonly properties: string;
}

/** A real message bus on which a service has some objects. @returns the environment in which it is the system's */
export async function busWith(
  service: string,
  objects: readonly BusObject[],
): Promise<{ DBUS_SYSTEM_BUS_ADDRESS: string }> {
  const folder = tempFolder();
  const address = `unix:path=${join(folder, "bus")}`;
  const bus = started("dbus-daemon", ["--session", "--nofork", "--print-address=1", `--address=${address}`]);
  await firstLine(bus);
  const script = join(folder, "objects.py");
  writeFileSync(script, scriptFor(service, objects));
  const env = { DBUS_SYSTEM_BUS_ADDRESS: address };
  await firstLine(started(PYTHON, [script], { ...process.env, DBUS_SESSION_BUS_ADDRESS: address }));
  return env;
}

function scriptFor(service: string, objects: readonly BusObject[]): string {
  const [main] = objects;
  if (main === undefined) throw new Error("a service has at least one object");
  const more = objects.slice(1).map(({ path, iface, properties }) => {
    return `mock.AddObject(${JSON.stringify(path)}, ${JSON.stringify(iface)}, ${properties}, [])`;
  });
  return `
import dbus, dbus.service, dbus.mainloop.glib, dbusmock
from dbusmock.mockobject import DBusMockObject
from gi.repository import GLib
dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
name = dbus.service.BusName(${JSON.stringify(service)}, bus, do_not_queue=True)
mock = DBusMockObject(name, ${JSON.stringify(main.path)}, ${JSON.stringify(main.iface)}, ${main.properties})
${more.join("\n")}
print("ready", flush=True)
GLib.MainLoop().run()
`;
}

function started(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill()) await once(child, "exit");
  });
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("it was started with a pipe");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("a helper of the test ended without a word");
}
