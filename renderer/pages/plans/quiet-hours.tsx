import { Button, Group, Input, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Hours } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { HoursFields, hoursWords } from "../../plan-choices/index.ts";

const NIGHT: Hours = { from: "22:00", to: "06:00", days: [] };
/** A plan may have so many. */
const MOST = 20;

interface QuietHoursProps {
  readonly hours: readonly Hours[];
  readonly onChange: (hours: readonly Hours[]) => void;
}

/** Hours in which nothing begins. */
export function QuietHours({ hours, onChange }: QuietHoursProps): ReactNode {
  return (
    <Input.Wrapper
      label={say("Quiet hours")}
      description={say("Nothing begins in them; it is made up for after.")}
      labelElement="div"
    >
      <Stack gap="sm" mt="xs">
        {hours.map((each, index) => (
          // Hours have no name of their own and may be alike; the list is short and changes only here.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Group key={index} align="flex-end" gap="sm">
            <HoursFields
              hours={each}
              onChange={(changed) => onChange(hours.map((old) => (old === each ? changed : old)))}
            />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              mb={6}
              onClick={() => onChange(hours.filter((old) => old !== each))}
              aria-label={say("Take out: {what}", { what: hoursWords(each) })}
            >
              {say("Take out")}
            </Button>
          </Group>
        ))}
        {hours.length < MOST && (
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => onChange([...hours, { ...NIGHT }])}
            >
              {say("Add quiet hours")}
            </Button>
          </div>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
