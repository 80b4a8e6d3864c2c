import { Paper } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { PathText, TargetId, TargetState } from "../../../shared/model/index.ts";
import { type Decided, StepKit, StepPassphrase, StepPlace, Stepper, type Where } from "../../target-setup/index.ts";

/** The decisions: only a new repository has more than the first one. */
type Step = "place" | "passphrase" | "kit";
const STEPS: readonly Step[] = ["place", "passphrase", "kit"];
const NAMES: Readonly<Record<Step, string>> = { place: "Place", passphrase: "Passphrase", kit: "Recovery kit" };

interface AddTargetProps {
  readonly targets: readonly TargetState[];
  /** Gets a target that can be used: taken on, made, or one that was there already. */
  readonly onAdded: (targetId: TargetId, isKnown: boolean) => void;
}

/** Asks for a place; takes on the backups that are there, or makes a repository. */
export function AddTarget({ targets, onAdded }: AddTargetProps): ReactNode {
  const [place, setPlace] = useState<{ where?: Where; otherPlaces: readonly PathText[] }>({ otherPlaces: [] });
  const [newLocation, setNewLocation] = useState<PathText>();
  const [made, setMade] = useState<TargetId>();
  const [hasMoved, setHasMoved] = useState(false);
  const target = targets.find((state) => state.target.id === made);
  const step: Step = target !== undefined ? "kit" : newLocation !== undefined ? "passphrase" : "place";
  const decide = (decided: Decided): void => {
    setHasMoved(true);
    if (decided.type === "new") setNewLocation(decided.location);
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
          onStep={() => step === "passphrase" && setNewLocation(undefined)}
        />
      )}
      {step === "place" && (
        <StepPlace
          title="Where are the backups?"
          says="Choose the drive or folder that holds them. An empty place becomes a new target."
          targets={targets}
          offersTargets={false}
          where={place.where}
          otherPlaces={place.otherPlaces}
          onChange={(changes) => setPlace((old) => ({ ...old, ...changes }))}
          chosenBytes={0}
          onDecided={decide}
          takesFocus={hasMoved}
        />
      )}
      {step === "passphrase" && newLocation !== undefined && (
        <StepPassphrase location={newLocation} onMade={setMade} onBack={() => setNewLocation(undefined)} takesFocus />
      )}
      {step === "kit" && target !== undefined && (
        <StepKit target={target} onDone={() => onAdded(target.target.id, false)} takesFocus />
      )}
    </Paper>
  );
}
