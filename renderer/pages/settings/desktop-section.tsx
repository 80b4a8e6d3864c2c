import { Stack, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { DesktopPreferences, Preferences } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { Answer, ErrorNote } from "../../components/index.ts";

/** What the desktop app does besides showing the window. */
export function DesktopSection(): ReactNode {
  const preferences = useQuery(api.preferences.get.queryOptions());
  return (
    <Answer query={preferences} what={say("Asking the agent…")}>
      {(known) => <Choices known={known} />}
    </Answer>
  );
}

function Choices({ known }: { readonly known: Preferences }): ReactNode {
  const queryClient = useQueryClient();
  // Until it is kept: what was chosen shows at once, and what is kept again if it could not be.
  const [chosen, setChosen] = useState<DesktopPreferences>();
  const keep = (kept: Preferences): void => void queryClient.setQueryData(api.preferences.get.queryKey(), kept);
  const update = useMutation(
    api.preferences.update.mutationOptions({ onSuccess: keep, onSettled: () => setChosen(undefined) }),
  );
  const desktop = chosen ?? known.desktop;
  const choose = (change: Partial<DesktopPreferences>): void => {
    const next = { ...desktop, ...change };
    setChosen(next);
    update.mutate({ ...known, desktop: next });
  };
  return (
    <Stack gap="md">
      <Switch
        label={say("Start Holdfast when you log in")}
        description={say(
          "Without opening its window. Otherwise nothing is backed up until you start Holdfast yourself.",
        )}
        checked={desktop.startAtLogin}
        onChange={(event) => choose({ startAtLogin: event.currentTarget.checked })}
      />
      <Switch
        label={say("Show notifications")}
        description={say("When a run or a test-restore fails, a backup is late, or something is at risk: once each.")}
        checked={desktop.notify}
        onChange={(event) => choose({ notify: event.currentTarget.checked })}
      />
      {update.error !== null && <ErrorNote error={update.error} />}
    </Stack>
  );
}
