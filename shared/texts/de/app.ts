import type { Dictionary } from "../../words/index.ts";

export const APP: Dictionary = {
  Activity: "Aktivität",
  Settings: "Einstellungen",
};
