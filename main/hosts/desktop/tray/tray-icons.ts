/** What goes on, as the icon shows it. */
export type Activity =
  | { readonly type: "idle" | "waiting" | "paused" }
  | { readonly type: "running"; readonly step: number };

/** How safe it is, shown beside what goes on. */
export type Alert = "none" | "attention" | "risk";

/** The name of an icon that `build/icons.mjs` has drawn. */
export type TrayIcon = `${"idle" | "waiting" | "paused" | `running-${number}`}${"" | "-attention" | "-risk"}`;

/** As many steps as are drawn. */
const STEPS = 8;

/** @param share how far a run is, from 0 to 1; undefined as long as nobody knows */
export function stepOf(share: number | undefined): number {
  return share === undefined ? 0 : Math.floor(Math.min(1, Math.max(0, share)) * STEPS);
}

export function iconName(activity: Activity, alert: Alert): TrayIcon {
  const name = activity.type === "running" ? (`running-${activity.step}` as const) : activity.type;
  return alert === "none" ? name : `${name}-${alert}`;
}

/** Of an icon, below the folder of icons: Electron takes the files for finer screens from beside it. */
export function iconFile(icon: TrayIcon, platform: NodeJS.Platform): string {
  switch (platform) {
    case "darwin":
      return `tray/macos/${icon}Template.png`;
    case "win32":
      return `tray/windows/${icon}.png`;
    default:
      return `tray/linux/${icon}.png`;
  }
}
