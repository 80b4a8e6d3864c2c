import { Checkbox } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { bytes } from "../../../shared/figures/index.ts";
import type { Measure, PathText, Place } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { PLACE_ICONS, showPath } from "../../components/index.ts";
import { CardBody, cardClass } from "../../target-setup/index.ts";

interface PlaceCardProps {
  readonly path: PathText;
  readonly name: string;
  readonly kind: Place["kind"] | undefined;
  readonly isChosen: boolean;
  /** In another folder that is chosen. */
  readonly isCovered: boolean;
  readonly measure: Measure | undefined;
  /** The plan that has it already. */
  readonly plan: string | undefined;
  readonly onToggle: () => void;
}

/** A folder to tick, with how much is in it. */
export function PlaceCard(props: PlaceCardProps): ReactNode {
  const { path, name, kind, isChosen, isCovered, onToggle } = props;
  return (
    <li>
      <Checkbox.Card
        className={cardClass}
        checked={isChosen || isCovered}
        disabled={isCovered && !isChosen}
        onClick={onToggle}
        radius="md"
      >
        <Checkbox.Indicator size="sm" />
        <CardBody
          icon={kind === undefined ? IconFolder : PLACE_ICONS[kind]}
          name={name}
          says={factOf(props)}
          title={showPath(path)}
        />
      </Checkbox.Card>
    </li>
  );
}

function factOf({ kind, isChosen, isCovered, measure, plan }: PlaceCardProps): string {
  if (plan !== undefined && !isChosen) return say("Already in the plan {plan}", { plan });
  if (isCovered && !isChosen) return say("In another folder that is chosen");
  if (measure === undefined) {
    return kind === "home" && !isChosen ? say("All of your own files") : say("Counting…");
  }
  const values = { size: bytes(measure.bytes), files: measure.files };
  return measure.isFinal
    ? say("{size} in {files, plural, one {# file} other {# files}}", values)
    : say("{size} in {files, plural, one {# file} other {# files}} so far", values);
}
