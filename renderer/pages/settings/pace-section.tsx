import { Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { PaceChoice, Preferences } from "../../../shared/model/index.ts";
import { say, text, type Text as Words } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, ErrorNote } from "../../components/index.ts";

const CHOICES: readonly { readonly value: PaceChoice; readonly label: Words; readonly says: Words }[] = [
  {
    value: "automatic",
    label: text("Automatic"),
    says: text(
      "What you start yourself is fast. What begins by itself is gentle while the computer runs on battery or you work on it, as far as that can be told.",
    ),
  },
  {
    value: "gentle",
    label: text("Always gentle"),
    says: text(
      "One processor core, and only what other programs leave of it. It takes longer, and you hardly notice it.",
    ),
  },
  { value: "fast", label: text("Always fast"), says: text("All processor cores, so that it is over soon.") },
];

/** How much of the computer runs take. */
export function PaceSection(): ReactNode {
  const preferences = useQuery(api.preferences.get.queryOptions());
  return (
    <Answer query={preferences} what={say("Asking the agent…")}>
      {(known) => <Choice known={known} />}
    </Answer>
  );
}

function Choice({ known }: { known: Preferences }): ReactNode {
  const queryClient = useQueryClient();
  // Until it is kept: what was chosen shows at once, and what is kept again if it could not be.
  const [chosen, setChosen] = useState<PaceChoice>();
  const keep = (kept: Preferences): void => void queryClient.setQueryData(api.preferences.get.queryKey(), kept);
  const update = useMutation(
    api.preferences.update.mutationOptions({ onSuccess: keep, onSettled: () => setChosen(undefined) }),
  );
  const choose = (value: string): void => {
    const choice = CHOICES.find((each) => each.value === value);
    if (choice === undefined) return;
    setChosen(choice.value);
    update.mutate({ ...known, pace: choice.value });
  };
  return (
    <Stack gap="sm">
      <Radio.Group
        label={say("How much of the computer backups, restores and checks take")}
        value={chosen ?? known.pace}
        onChange={choose}
      >
        <Stack gap="sm" mt="sm">
          {CHOICES.map(({ value, label, says }) => (
            <Radio key={value} value={value} label={say(label)} description={say(says)} />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm" c="dimmed">
        {say("It counts for runs that begin from now on.")}
      </Text>
      {update.error !== null && <ErrorNote error={update.error} />}
    </Stack>
  );
}
