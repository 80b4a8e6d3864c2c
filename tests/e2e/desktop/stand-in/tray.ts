import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import type {
  MenuItemConstructorOptions,
  NotificationConstructorOptions,
  Menu as RealMenu,
  Notification as RealNotification,
  Tray as RealTray,
} from "electron";

type TrayMembers = Pick<RealTray, "setToolTip" | "destroy" | "isDestroyed">;

/** An icon that nobody sees; it has to be there. */
export class Tray extends EventEmitter implements TrayMembers {
  #isDestroyed = false;

  constructor(image: string) {
    super();
    this.setImage(image);
  }

  setImage(image: string): void {
    if (!existsSync(image)) throw new Error(`Electron shows no icon that is not there: ${image}`);
  }

  setToolTip(_text: string): void {}

  setContextMenu(_menu: Menu | null): void {}

  destroy(): void {
    this.#isDestroyed = true;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}

interface Item extends Omit<MenuItemConstructorOptions, "submenu"> {
  readonly submenu?: Menu;
}

/** A menu, and what its lines do. */
export class Menu {
  readonly items: readonly Item[];

  constructor(items: readonly Item[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(
      template.map(({ submenu, ...item }) => {
        const click = (): void => item.click?.({} as never, undefined, {} as never);
        const below = Array.isArray(submenu) ? { submenu: Menu.buildFromTemplate(submenu) } : {};
        return { enabled: true, ...item, click, ...below };
      }),
    );
  }

  static setApplicationMenu(_menu: Menu | RealMenu | null): void {}
}

type NotificationMembers = Pick<RealNotification, "title" | "body" | "show" | "close">;

/** One that nobody sees. */
export class Notification extends EventEmitter implements NotificationMembers {
  title: string;
  body: string;

  constructor({ title = "", body = "" }: NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    this.emit("show", {});
  }

  close(): void {
    this.emit("close", {});
  }
}
