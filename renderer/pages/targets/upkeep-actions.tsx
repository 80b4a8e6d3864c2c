import { Button, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconTool } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api, client } from "../../client/index.ts";
import { BusyButton, Confirm, ErrorNote } from "../../components/index.ts";

/** Queues a check: a quick one, or one that reads everything. */
export function CheckNow({ state: { target, passphrase } }: { state: TargetState }): ReactNode {
  const check = useMutation(api.targets.check.mutationOptions());
  return (
    <>
      <Menu position="bottom-start" withinPortal width={300}>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={check.isPending}
            disabled={passphrase === "missing"}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={say("Check now: {name}", { name: target.name })}
          >
            {say("Check now")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => check.mutate({ targetId: target.id, readData: false })}>
            <Text size="sm">{say("Quick check")}</Text>
            <Text size="xs" c="dimmed">
              {say("Is everything there that the snapshots need? Takes seconds to minutes.")}
            </Text>
          </Menu.Item>
          <Menu.Item onClick={() => check.mutate({ targetId: target.id, readData: true })}>
            <Text size="sm">{say("Read everything")}</Text>
            <Text size="xs" c="dimmed">
              {say("Reads and verifies every byte. Takes as long as the drive needs to be read.")}
            </Text>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {check.error !== null && <ErrorNote error={check.error} />}
    </>
  );
}

/** Queues a run that gives back the room of what no snapshot needs. */
export function MakeRoom({ state: { target, passphrase } }: { state: TargetState }): ReactNode {
  const tidy = useMutation(api.targets.tidy.mutationOptions());
  return (
    <>
      <BusyButton
        size="xs"
        variant="default"
        isBusy={tidy.isPending}
        disabled={passphrase === "missing"}
        title={say("Gives back the room of what no snapshot needs. No snapshot is removed.")}
        aria-label={say("Make room: {name}", { name: target.name })}
        onClick={() => tidy.mutate({ targetId: target.id })}
      >
        {say("Make room")}
      </BusyButton>
      {tidy.error !== null && <ErrorNote error={tidy.error} />}
    </>
  );
}

/** After a check that found damage: asks, and queues a run that mends what can be mended. */
export function RepairNow({ state: { target, passphrase } }: { state: TargetState }): ReactNode {
  const [isAsking, { open, close }] = useDisclosure(false);
  const repair = useMutation({
    mutationFn: () => client.targets.repair({ targetId: target.id }),
    onSuccess: close,
  });
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconTool size={16} aria-hidden />}
        disabled={passphrase === "missing"}
        aria-label={say("Repair {name}…", { name: target.name })}
        onClick={open}
      >
        {say("Repair…")}
      </Button>
      <Confirm
        isOpen={isAsking}
        onClose={close}
        title={say("Repair {name}?", { name: target.name })}
        verb={say("Repair")}
        keep={say("Leave it as it is")}
        work={repair}
      >
        <Text size="sm">
          {say(
            "What is stored is listed again, and what is sound of damaged parts is saved. Files that are lost are left out of their snapshots: such a snapshot gets a new id, and the rest of it can be restored again.",
          )}
        </Text>
        <Text size="sm">
          {say(
            "If there is another copy of the folder, keep it until a check finds no more errors. The next backup saves anew what is still on this computer.",
          )}
        </Text>
      </Confirm>
    </>
  );
}
