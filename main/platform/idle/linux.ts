import { type BusPlace, busProperties } from "../system-bus.ts";

const PLACE: BusPlace = {
  service: "org.freedesktop.login1",
  path: "/org/freedesktop/login1",
  iface: "org.freedesktop.login1.Manager",
};

/**
 * What the login manager is told by desktops, which wait some minutes before they call a session idle, and sees itself of
 * terminals. So it is rather too little than too much.
 */
export async function linuxIdleSeconds(now: () => number, ask = busProperties): Promise<number | undefined> {
  const [isIdle, sinceMicroseconds] = (await ask(PLACE, ["IdleHint", "IdleSinceHint"])) ?? [];
  if (isIdle === false) return 0;
  if (isIdle !== true || typeof sinceMicroseconds !== "number") return undefined;
  return Math.max(0, Math.floor(now() / 1000 - sinceMicroseconds / 1_000_000));
}
