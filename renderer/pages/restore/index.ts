import { IconHistory } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage } from "../../navigation/index.ts";

export const restorePage = definePage({
  path: "/restore",
  title: text("Restore"),
  icon: IconHistory,
  inNavigation: 40,
  load: async () => (await import("./restore-page.tsx")).RestorePage,
});

export const restoreTargetPage = definePage({
  path: "/restore/$targetId",
  title: text("Restore"),
  icon: IconHistory,
  load: async () => (await import("./restore-page.tsx")).RestoreTargetPage,
});

export const comparePage = definePage({
  path: "/restore/$targetId/compare",
  title: text("Compare snapshots"),
  icon: IconHistory,
  load: async () => (await import("./compare/compare-page.tsx")).ComparePage,
});

export const snapshotPage = definePage({
  path: "/restore/$targetId/$snapshotId",
  title: text("Snapshot"),
  icon: IconHistory,
  load: async () => (await import("./snapshot-page.tsx")).SnapshotPage,
});

export const filePage = definePage({
  path: "/restore/$targetId/file",
  title: text("File"),
  icon: IconHistory,
  load: async () => (await import("./file/file-page.tsx")).FilePage,
});
