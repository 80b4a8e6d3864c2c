import { UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconDeviceDesktop,
  IconDeviceUsb,
  IconDownload,
  IconFileText,
  IconHome,
  IconMovie,
  IconMusic,
  IconPhoto,
  IconServer2,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { PathText, Place } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import classes from "./folder-picker.module.css";

export const PLACE_ICONS: Readonly<Record<Place["kind"], Icon>> = {
  home: IconHome,
  documents: IconFileText,
  pictures: IconPhoto,
  music: IconMusic,
  videos: IconMovie,
  desktop: IconDeviceDesktop,
  downloads: IconDownload,
  drive: IconDeviceUsb,
  root: IconServer2,
};

interface PlaceListProps {
  readonly places: readonly Place[];
  readonly folder: PathText | undefined;
  readonly onFolder: (folder: PathText) => void;
}

/** Places that people start from: a column, or a row to scroll when the window is narrow. */
export function PlaceList({ places, folder, onFolder }: PlaceListProps): ReactNode {
  return (
    <nav aria-label={say("Start from")} className={classes.places}>
      <ul>
        {places.map(({ path, name, kind }) => {
          const PlaceIcon = PLACE_ICONS[kind];
          return (
            <li key={path}>
              <UnstyledButton
                className={classes.place}
                onClick={() => onFolder(path)}
                {...(path === folder ? { "aria-current": "location" as const } : {})}
              >
                <PlaceIcon size={18} stroke={1.75} aria-hidden />
                <span>{kind === "home" ? say("Home") : name}</span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
