import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tempFolder } from "../../support/temp-folder.ts";
import type { Desktop } from "./launcher.ts";

/** What `busctl` prints of the user's bus where a host of the tray has registered; all else it does not know. */
const BUSCTL = `#!/bin/sh
case "$*" in *--user*StatusNotifierWatcher*) echo '{"type":"b","data":true}' ;; *) exit 1 ;; esac
`;

/**
 * The environment of a desktop that shows tray icons, as far as Linux is asked for it: the bus has it so. (Whether a real bus is
 * understood, `main/platform/tray` tests.) Other systems have a tray in any case.
 */
export function desktopWithTray(): Readonly<Record<string, string>> {
  const folder = tempFolder();
  writeFileSync(join(folder, "busctl"), BUSCTL, { mode: 0o755 });
  return { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` };
}

/** What is seen in the main process. Functions that are sent there know nothing else. */
interface Seen {
  menu?: Electron.Menu;
  tooltip?: string;
  notifications: Electron.Notification[];
}

/** From now on tray and notifications are looked at: what changes is seen. */
export function lookAtTray(desktop: Desktop): Promise<void> {
  return desktop.evaluate(({ Menu, Notification, Tray }) => {
    const seen: Seen = { notifications: [] };
    Reflect.set(globalThis, "seen", seen);
    const build = Menu.buildFromTemplate;
    Menu.buildFromTemplate = (template) => {
      const menu = build.call(Menu, template);
      seen.menu = menu; // menus within it come first
      return menu;
    };
    const say = Tray.prototype.setToolTip;
    Tray.prototype.setToolTip = function (text) {
      seen.tooltip = text;
      say.call(this, text);
    };
    const show = Notification.prototype.show;
    Notification.prototype.show = function () {
      seen.notifications.push(this);
      show.call(this);
    };
  });
}

/** The lines of the menu, those of a menu within it after its own; what cannot be chosen in brackets. */
export function menuLines(desktop: Desktop): Promise<readonly string[]> {
  return desktop.evaluate(() => {
    const linesOf = (menu: Electron.Menu | undefined): string[] =>
      (menu?.items ?? [])
        .filter(({ type }) => type !== "separator")
        .flatMap(({ label, enabled, submenu }) => [enabled ? label : `(${label})`, ...linesOf(submenu)]);
    return linesOf((Reflect.get(globalThis, "seen") as Seen).menu);
  });
}

export function tooltip(desktop: Desktop): Promise<string | undefined> {
  return desktop.evaluate(() => (Reflect.get(globalThis, "seen") as Seen).tooltip);
}

/** Chooses a line of the menu. */
export function choose(desktop: Desktop, label: string): Promise<void> {
  return desktop.evaluate((_electron, wanted) => {
    const itemsOf = (menu: Electron.Menu | undefined): Electron.MenuItem[] =>
      (menu?.items ?? []).flatMap((item) => [item, ...itemsOf(item.submenu)]);
    const item = itemsOf((Reflect.get(globalThis, "seen") as Seen).menu).find((each) => each.label === wanted);
    if (!item?.enabled) throw new Error(`The menu has no line “${wanted}” that could be chosen.`);
    item.click();
  }, label);
}

/** What was shown on the desktop, oldest first. */
export function notifications(desktop: Desktop): Promise<readonly { title: string; body: string }[]> {
  return desktop.evaluate(() =>
    (Reflect.get(globalThis, "seen") as Seen).notifications.map(({ title, body }) => ({ title, body })),
  );
}

/** Clicks on what was shown last. */
export function clickNotification(desktop: Desktop): Promise<void> {
  return desktop.evaluate(() => {
    (Reflect.get(globalThis, "seen") as Seen).notifications.at(-1)?.emit("click", {});
  });
}
