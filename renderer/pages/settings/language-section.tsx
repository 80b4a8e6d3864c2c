import { Radio, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Language, type Preferences } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, ErrorNote } from "../../components/index.ts";

/** Chosen here a moment ago: with the language all of the window is made anew, and the focus shall stay where it was. */
let justChosen: Language | undefined;

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
  const choices = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (justChosen === undefined) return;
    choices.current?.querySelector<HTMLInputElement>(`input[value="${justChosen}"]`)?.focus();
    justChosen = undefined;
  }, []);
  const choose = (value: string): void => {
    const language = Language.parse(value);
    justChosen = language;
    setChosen(language);
    update.mutate({ ...known, language });
  };
  return (
    <Stack gap="sm">
      <Radio.Group label={say("What Holdfast speaks")} value={chosen ?? known.language} onChange={choose}>
        <Stack gap="sm" mt="sm" ref={choices}>
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
