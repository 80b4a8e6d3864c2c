import { Button, Group, Text } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { PathText, Place } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import {
  Answer,
  baseName,
  FolderPicker,
  type Total,
  totalOf,
  useMeasures,
  withoutNested,
} from "../../components/index.ts";
import { StepForm } from "../../target-setup/index.ts";
import { offeredPlaces, planOf, preselected } from "./choose-places.ts";
import { PlaceCard } from "./place-card.tsx";
import classes from "./setup.module.css";
import type { StepProps } from "./step-props.ts";

/** What to back up. */
export function StepWhat(props: StepProps): ReactNode {
  const places = useQuery(api.disk.places.queryOptions());
  return (
    <Answer query={places} what={say("Looking for your files…")}>
      {(found) => <Choices {...props} found={found} />}
    </Answer>
  );
}

function Choices({
  found,
  plans,
  draft,
  change,
  onDone,
  onBack,
  takesFocus,
}: StepProps & { found: readonly Place[] }): ReactNode {
  const [isPicking, setIsPicking] = useState(false);
  const offered = offeredPlaces(found);
  const folders = draft.folders ?? preselected(offered, plans);
  const others = draft.otherFolders.filter((path) => !offered.some((place) => place.path === path));
  // Home is all of the others together: it is counted only when it is chosen.
  const counted = offered.filter(({ kind, path }) => kind !== "home" || folders.includes(path)).map(({ path }) => path);
  const measures = useMeasures([...others, ...counted.toReversed()]);
  const total = totalOf(folders, measures);
  const toggle = (path: PathText): void =>
    change({ folders: folders.includes(path) ? folders.filter((other) => other !== path) : [...folders, path] });
  const choose = (paths: readonly PathText[]): void => {
    const isOffered = (path: PathText): boolean => offered.some((place) => place.path === path);
    change({ folders: paths, otherFolders: paths.filter((path) => !isOffered(path)) });
    setIsPicking(false);
  };
  const card = (path: PathText, name: string, kind: Place["kind"] | undefined): ReactNode => (
    <PlaceCard
      key={path}
      {...{ path, name, kind }}
      isChosen={folders.includes(path)}
      isCovered={!withoutNested([...folders, path]).includes(path)}
      measure={measures.get(path)}
      plan={planOf(path, plans)}
      onToggle={() => toggle(path)}
    />
  );
  return (
    <StepForm
      title={say("What do you want to back up?")}
      says={say("The folders that you would miss. You can change this at any time.")}
      verb={say("Continue")}
      isDisabled={folders.length === 0}
      onSubmit={() => onDone({ folders: withoutNested(folders) })}
      onBack={onBack}
      takesFocus={takesFocus}
    >
      <ul className={classes.cards} aria-label={say("Folders")}>
        {offered.map(({ path, name, kind }) => card(path, kind === "home" ? say("Home") : name, kind))}
        {others.map((path) => card(path, baseName(path), undefined))}
      </ul>
      <Group justify="space-between">
        <Button
          variant="default"
          leftSection={<IconFolderPlus size={16} aria-hidden />}
          onClick={() => setIsPicking(true)}
        >
          {say("Choose other folders…")}
        </Button>
        <Text size="sm" role="status">
          {folders.length === 0 ? say("Nothing is chosen yet.") : chosenWords(total)}
        </Text>
      </Group>
      <FolderPicker
        isOpen={isPicking}
        onClose={() => setIsPicking(false)}
        title={say("Choose what to back up")}
        mode="folders-and-files"
        chosen={folders}
        onChoose={choose}
      />
    </StepForm>
  );
}

function chosenWords(total: Total): string {
  const values = { files: total.files, size: bytes(total.bytes) };
  return total.isFinal
    ? say("Chosen: {files, plural, one {# file} other {# files}}, {size}", values)
    : say("Chosen: {files, plural, one {# file} other {# files}}, {size} so far; still counting…", values);
}
