import {
  type Icon,
  IconBucket,
  IconCloud,
  IconDeviceUsb,
  IconFolder,
  IconFolderShare,
  IconServer2,
  IconServerBolt,
  IconTransform,
  IconWorldWww,
} from "@tabler/icons-react";
import type { TargetKind } from "../../shared/model/index.ts";
import { targetType } from "../../shared/targets/index.ts";
import { say } from "../../shared/words/index.ts";

export const TARGET_ICONS: Readonly<Record<TargetKind, Icon>> = {
  ...{ folder: IconFolder, drive: IconDeviceUsb, share: IconFolderShare },
  ...{ sftp: IconServer2, rest: IconServerBolt, s3: IconBucket },
  ...{ azure: IconCloud, webdav: IconWorldWww, rclone: IconTransform },
};

/** What a target is, as it is called where it is added. */
export function kindName(kind: TargetKind): string {
  if (kind === "folder") return say("Folder on this computer");
  if (kind === "drive") return say("Drive");
  return kind === "share" ? say("Folder in the network") : say(targetType(kind).label);
}
