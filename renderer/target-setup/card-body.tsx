import { Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./cards.module.css";

/** The look of a card to choose: a `Radio.Card` or a `Checkbox.Card`. */
export const cardClass: string = classes["card"] ?? "";

interface CardBodyProps {
  readonly icon?: Icon;
  readonly name: string;
  readonly says: string;
  /** Of what is cut off. */
  readonly title?: string;
  /** At the end of the line, such as the room that is left. */
  readonly aside?: string;
  /** The words may need more than a line. */
  readonly isLong?: boolean;
}

/** What is in such a card, beside its box or dot. */
export function CardBody({ icon: CardIcon, name, says, title, aside, isLong = false }: CardBodyProps): ReactNode {
  return (
    <>
      {CardIcon !== undefined && <CardIcon size={22} stroke={1.5} aria-hidden className={classes["icon"]} />}
      <span className={classes["words"]}>
        <Text span fw={600} truncate={!isLong}>
          {name}
        </Text>
        <Text span size="sm" c="dimmed" truncate={!isLong} {...(title === undefined ? {} : { title })}>
          {says}
        </Text>
      </span>
      {aside !== undefined && (
        <Text span size="sm" c="dimmed" className={classes["aside"]}>
          {aside}
        </Text>
      )}
    </>
  );
}
