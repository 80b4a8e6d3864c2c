import { Paper } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { PathText, TargetId, TargetState } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";
import {
  type Decided,
  StepKit,
  StepPassphrase,
  StepPlace,
  Stepper,
  type TypedConnection,
  type Where,
} from "../../target-setup/index.ts";

/** The decisions: only a new repository has more than the first one. */
type Step = "place" | "passphrase" | "kit";
const STEPS: readonly Step[] = ["place", "passphrase", "kit"];
const NAMES: Readonly<Record<Step, Text>> = {
  place: text("Place"),
  passphrase: text("Passphrase"),
  kit: text("Recovery kit"),
};

interface AddTargetProps {
  readonly targets: readonly TargetState[];
  /** Gets a target that can be used: taken on, made, or one that was there already. */
  readonly onAdded: (targetId: TargetId, isKnown: boolean) => void;
}

/** Where a repository is to be made. What its connection needs is in it, so it lives no longer than it has to. */
type NewPlace = Extract<Decided, { type: "new" }>;

/** Asks for a place; takes on the backups that are there, or makes a repository. */
export function AddTarget({ targets, onAdded }: AddTargetProps): ReactNode {
  const [place, setPlace] = useState<{ where?: Where; otherPlaces: readonly PathText[] }>({ otherPlaces: [] });
  const [far, setFar] = useState<TypedConnection>();
  const [newPlace, setNewPlace] = useState<NewPlace>();
  const [made, setMade] = useState<TargetId>();
  const [hasMoved, setHasMoved] = useState(false);
  const target = targets.find((state) => state.target.id === made);
  const step: Step = target !== undefined ? "kit" : newPlace !== undefined ? "passphrase" : "place";
  const decide = (decided: Decided): void => {
    setHasMoved(true);
    if (decided.type === "new") setNewPlace(decided);
    else
      onAdded(
        decided.targetId,
        targets.some((state) => state.target.id === decided.targetId),
      );
  };
  return (
    <Paper withBorder p={{ base: "md", sm: "xl" }} maw={820}>
      {step !== "place" && (
        // A repository that is made cannot be unmade by going back.
        <Stepper
          steps={STEPS}
          names={NAMES}
          step={step}
          onStep={() => step === "passphrase" && setNewPlace(undefined)}
        />
      )}
      {step === "place" && (
        <StepPlace
          title={say("Where are the backups?")}
          says={say("Choose the place that holds them. An empty one becomes a new target.")}
          targets={targets}
          offersTargets={false}
          where={place.where}
          otherPlaces={place.otherPlaces}
          onChange={(changes) => setPlace((old) => ({ ...old, ...changes }))}
          chosenBytes={0}
          far={far}
          onFar={(typed) => {
            setHasMoved(true);
            setFar(typed);
          }}
          onDecided={decide}
          takesFocus={hasMoved}
        />
      )}
      {step === "passphrase" && newPlace !== undefined && (
        <StepPassphrase
          location={newPlace.location}
          access={newPlace.access}
          onMade={(targetId) => {
            setMade(targetId);
            setFar(undefined);
            setNewPlace(undefined);
          }}
          onBack={() => setNewPlace(undefined)}
          takesFocus
        />
      )}
      {step === "kit" && target !== undefined && (
        <StepKit target={target} onDone={() => onAdded(target.target.id, false)} takesFocus />
      )}
    </Paper>
  );
}
