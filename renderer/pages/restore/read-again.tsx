import { Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { BusyButton, describeError } from "../../components/index.ts";

/** Reads the list of snapshots from the target: another computer or program may have added some. */
export function ReadAgain({ targetId, isSmall = false }: { targetId: TargetId; isSmall?: boolean }): ReactNode {
  const queries = useQueryClient();
  const refresh = useMutation(
    api.snapshots.refresh.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: api.snapshots.list.key() }),
    }),
  );
  const isOfThis = refresh.variables?.targetId === targetId;
  return (
    <>
      <Text
        size={isSmall ? "xs" : "sm"}
        role="status"
        c={refresh.isError && isOfThis ? "var(--holdfast-bad)" : "dimmed"}
      >
        {isOfThis && refresh.isSuccess && say("The list is up to date.")}
        {isOfThis && refresh.isError && describeError(refresh.error).sentence}
      </Text>
      <BusyButton
        variant={isSmall ? "subtle" : "default"}
        size={isSmall ? "compact-xs" : "sm"}
        leftSection={<IconRefresh size={16} aria-hidden />}
        isBusy={refresh.isPending}
        onClick={() => refresh.mutate({ targetId })}
      >
        {say("Read the list again")}
      </BusyButton>
    </>
  );
}
