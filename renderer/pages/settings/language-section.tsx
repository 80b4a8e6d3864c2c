import { Radio, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Language, type Preferences } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, ErrorNote } from "../../components/index.ts";

/** What the window, the tray and notifications speak. */
export function LanguageSection(): ReactNode {
  const preferences = useQuery(api.preferences.get.queryOptions());
  return (
    <Answer query={preferences} what={say("Asking the agent…")}>
      {(known) => <Choice known={known} />}
    </Answer>
  );
}

function Choice({ known }: { readonly known: Preferences }): ReactNode {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Language>();
  const keep = (kept: Preferences): void => void queryClient.setQueryData(api.preferences.get.queryKey(), kept);
  const update = useMutation(
    api.preferences.update.mutationOptions({ onSuccess: keep, onSettled: () => setChosen(undefined) }),
  );
  const choose = (value: string): void => {
    const language = Language.parse(value);
    setChosen(language);
    update.mutate({ ...known, language });
  };
  return (
    <Stack gap="sm">
      <Radio.Group label={say("What Holdfast speaks")} value={chosen ?? known.language} onChange={choose}>
        <Stack gap="sm" mt="sm">
          <Radio value="system" label={say("As the system")} />
          {/* Each in its own language: who cannot read the one that is spoken finds theirs. */}
          <Radio value="en" lang="en" label={<span translate="no">English</span>} />
          <Radio value="de" lang="de" label={<span translate="no">Deutsch</span>} />
        </Stack>
      </Radio.Group>
      {update.error !== null && <ErrorNote error={update.error} />}
    </Stack>
  );
}
