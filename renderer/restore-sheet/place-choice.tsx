import { Button, Code, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { PathText } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { FolderPicker, showPath } from "../components/index.ts";
import { destinationOf, type Place, TO_ITS_PLACE } from "./place.ts";
import classes from "./restore-sheet.module.css";

interface PlaceChoiceProps {
  readonly place: Place;
  /** What a .zip is called unless the user says otherwise. */
  readonly zipName: string;
  readonly onPlace: (place: Place) => void;
}

/** Where a restore goes: to its place, to another folder, or into a .zip file. */
export function PlaceChoice({ place, zipName, onPlace }: PlaceChoiceProps): ReactNode {
  const [picking, setPicking] = useState<"folder" | "zip">();
  const choose = (type: string): void => {
    if (type === "original") onPlace(TO_ITS_PLACE);
    else setPicking(type === "zip" ? "zip" : "folder");
  };
  const chosen = (folder: PathText | undefined): void => {
    setPicking(undefined);
    if (folder === undefined || picking === undefined) return;
    const name = place.type === "zip" ? place.name : zipName;
    onPlace(picking === "zip" ? { type: "zip", folder, name } : { type: "folder", folder });
  };
  return (
    <>
      <Radio.Group label={say("Where to")} value={place.type} onChange={choose}>
        <Stack gap="xs" mt="xs">
          <Radio
            value="original"
            label={say("To its place")}
            description={say("Everything goes where it was when it was backed up.")}
          />
          <Radio
            value="folder"
            label={place.type === "folder" ? say("To another folder") : say("To another folder…")}
            description={say("Everything chosen goes directly into it.")}
          />
          <Radio
            value="zip"
            label={place.type === "zip" ? say("Into a .zip file") : say("Into a .zip file…")}
            description={say("One new file with everything chosen, to hand on or keep.")}
          />
        </Stack>
      </Radio.Group>
      {place.type === "zip" && <ZipName place={place} onPlace={onPlace} />}
      {place.type !== "original" && (
        <Group gap="sm">
          <Code className={classes.path}>{showPath(place.folder)}</Code>
          <Button size="xs" variant="default" onClick={() => setPicking(place.type)}>
            {say("Choose another one…")}
          </Button>
        </Group>
      )}
      <FolderPicker
        isOpen={picking !== undefined}
        onClose={() => setPicking(undefined)}
        title={picking === "zip" ? say("Choose a folder for the .zip file") : say("Choose a folder to restore to")}
        mode="place"
        {...(place.type === "original" ? {} : { chosen: [place.folder] })}
        onChoose={([folder]) => chosen(folder)}
      />
    </>
  );
}

interface ZipNameProps {
  readonly place: Place & { readonly type: "zip" };
  readonly onPlace: (place: Place) => void;
}

function ZipName({ place, onPlace }: ZipNameProps): ReactNode {
  const isName = destinationOf(place) !== undefined;
  return (
    <TextInput
      label={say("Name of the .zip file")}
      value={place.name}
      onChange={({ currentTarget }) => onPlace({ ...place, name: currentTarget.value })}
      error={isName ? undefined : say("Give it a name without “/” and “\\”.")}
    />
  );
}
