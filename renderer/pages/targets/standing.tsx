import { Button, Menu } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TargetState } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { api } from "../../client/index.ts";
import { ErrorNote } from "../../components/index.ts";

/** Whether a target stands in another building; the user's word goes before what its kind suggests. */
export function Standing({ state: { target, isOffSite } }: { state: TargetState }): ReactNode {
  const setOffSite = useMutation(api.targets.setOffSite.mutationOptions());
  const isCertain = target.isOffSite !== undefined;
  const word = isOffSite
    ? say(isCertain ? "in another building" : "probably in another building")
    : say(isCertain ? "in this building" : "probably in this building");
  return (
    <>
      {word}{" "}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-xs"
            ml={6}
            aria-label={say("Change where {name} stands", { name: target.name })}
          >
            {say("Change")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOffSite.mutate({ targetId: target.id, isOffSite: true })}>
            {say("In another building")}
          </Menu.Item>
          <Menu.Item onClick={() => setOffSite.mutate({ targetId: target.id, isOffSite: false })}>
            {say("In this building")}
          </Menu.Item>
          {target.isOffSite !== undefined && (
            <Menu.Item onClick={() => setOffSite.mutate({ targetId: target.id })}>
              {say("As its kind suggests")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {setOffSite.error !== null && <ErrorNote error={setOffSite.error} />}
    </>
  );
}
