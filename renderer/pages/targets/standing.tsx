import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";

/** Whether a target stands in another building; the user's word goes before what its kind suggests. */
export function Standing({ state: { target, isOffSite } }: { state: TargetState }): ReactNode {
  const say = useMutation(api.targets.setOffSite.mutationOptions());
  const word = isOffSite ? "in another building" : "in this building";
  return (
    <>
      {target.isOffSite === undefined && "probably "}
      {word}{" "}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="default" size="compact-xs" ml={6} aria-label={`Change where ${target.name} stands`}>
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => say.mutate({ targetId: target.id, isOffSite: true })}>
            In another building
          </Menu.Item>
          <Menu.Item onClick={() => say.mutate({ targetId: target.id, isOffSite: false })}>In this building</Menu.Item>
          {target.isOffSite !== undefined && (
            <Menu.Item onClick={() => say.mutate({ targetId: target.id })}>As its kind suggests</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {say.error !== null && <ErrorNote error={say.error} />}
    </>
  );
}
