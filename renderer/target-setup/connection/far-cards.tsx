import { SimpleGrid, Text, Title, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { targetType } from "../../../shared/targets/index.ts";
import { say } from "../../../shared/words/index.ts";
import { TARGET_ICONS } from "../../components/index.ts";
import { CardBody, cardClass } from "../card-body.tsx";
import { FAR_TYPES, type FarType } from "./far-type.ts";

/** The kinds of places on other machines; each leads to its form. */
export function FarCards({ onPick }: { onPick: (type: FarType) => void }): ReactNode {
  return (
    <section aria-labelledby="somewhere-else">
      <Title order={3} size="h5" id="somewhere-else">
        {say("Somewhere else")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {say(
          "A copy in another building survives fire and theft. All is encrypted on this computer, before it leaves it.",
        )}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        {FAR_TYPES.map((type) => {
          const { label, meaning } = targetType(type);
          return (
            <UnstyledButton key={type} className={cardClass} data-plain onClick={() => onPick(type)}>
              <CardBody icon={TARGET_ICONS[type]} name={say(label)} says={say(meaning)} isLong />
            </UnstyledButton>
          );
        })}
      </SimpleGrid>
    </section>
  );
}
