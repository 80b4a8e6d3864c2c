import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Inspection, TargetState } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { type Verdict, verdictOf, warningsOf } from "./finding.ts";
import { useInspection } from "./use-inspection.ts";
import type { Decided } from "./where.ts";
import { type Choice, keyOf } from "./where-choices.ts";

/** What the chosen place means, and what is still to be asked or done before it can be used. */
export interface PlaceAnswer {
  /** Of a place that is no target yet; absent while it is looked at. */
  readonly verdict: Verdict | undefined;
  readonly warnings: readonly string[];
  readonly inspection: { readonly isPending: boolean; readonly error: Error | null; retry(): void };
  /** What a passphrase is asked for. */
  readonly asksFor: string | undefined;
  readonly passphrase: string;
  readonly setPassphrase: (passphrase: string) => void;
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly submit: (more?: { keepInFile?: true }) => void;
}

/** @param onDecided gets a target that can be used, or where a new repository is to be */
export function usePlaceAnswer(
  choice: Choice | undefined,
  chosenBytes: number,
  onDecided: (decided: Decided) => void,
): PlaceAnswer {
  const key = choice === undefined ? "" : keyOf(choice.where);
  const [given, setGiven] = useState({ key: "", passphrase: "" });
  const passphrase = given.key === key ? given.passphrase : "";
  const isPlace = choice !== undefined && choice.target === undefined;
  const inspection = useInspection(isPlace ? choice.location : undefined);
  const verdict = isPlace && inspection.data !== undefined ? verdictOf(inspection.data) : undefined;
  const asksFor = askedFor(choice, verdict);
  const work = useOpening(key, choice, verdict, onDecided);
  const isDecided = choice?.target !== undefined || (verdict !== undefined && verdict.action !== "none");
  return {
    ...{ verdict, asksFor, passphrase },
    warnings: warnings(choice, verdict, inspection.data, chosenBytes),
    inspection: { ...inspection, isPending: isPlace && inspection.isPending },
    setPassphrase: (text) => setGiven({ key, passphrase: text }),
    isReady: isDecided && (asksFor === undefined || passphrase !== ""),
    isPending: work.isPending,
    error: work.error,
    submit: (more) => work.open(asksFor === undefined ? undefined : passphrase, more),
  };
}

function askedFor(choice: Choice | undefined, verdict: Verdict | undefined): string | undefined {
  if (choice?.target?.passphrase === "missing") return choice.name;
  return verdict?.action === "adopt" && verdict.asksPassphrase ? say("these backups") : undefined;
}

function warnings(
  choice: Choice | undefined,
  verdict: Verdict | undefined,
  inspection: Inspection | undefined,
  chosenBytes: number,
): readonly string[] {
  if (choice?.target !== undefined) {
    return warningsOf({ isOnSystemVolume: false, space: choice.target.space }, chosenBytes);
  }
  if (inspection === undefined || verdict === undefined || verdict.action === "none") return [];
  return warningsOf(inspection, chosenBytes);
}

/** Takes on or unlocks what is there; a new repository is made one step later. */
function useOpening(
  key: string,
  choice: Choice | undefined,
  verdict: Verdict | undefined,
  onDecided: (decided: Decided) => void,
) {
  const queries = useQueryClient();
  const [tried, setTried] = useState("");
  // A passphrase is in these calls: they are forgotten as soon as this step is left.
  const adopt = useMutation(api.targets.adopt.mutationOptions({ gcTime: 0 }));
  const unlock = useMutation(api.targets.unlock.mutationOptions({ gcTime: 0 }));
  const use = (state: TargetState): void => {
    rememberTarget(queries, state);
    onDecided({ type: "target", targetId: state.target.id });
  };
  const open = (passphrase: string | undefined, more: { keepInFile?: true } = {}): void => {
    setTried(key);
    const target = choice?.target;
    if (target !== undefined && passphrase !== undefined) {
      unlock.mutate({ targetId: target.target.id, passphrase }, { onSuccess: use });
    } else if (target !== undefined) onDecided({ type: "target", targetId: target.target.id });
    else if (verdict?.action === "use") onDecided({ type: "target", targetId: verdict.targetId });
    else if (verdict?.action === "create") onDecided({ type: "new", location: verdict.location });
    else if (verdict?.action === "adopt") {
      const { location } = verdict;
      adopt.mutate({ location, ...(passphrase === undefined ? {} : { passphrase }), ...more }, { onSuccess: use });
    }
  };
  // A failure belongs to the place it happened at.
  const error = tried === key ? (adopt.error ?? unlock.error) : null;
  return { open, error, isPending: adopt.isPending || unlock.isPending };
}

/** Puts a target that was just made into the list, so that the next step need not wait for it. */
export function rememberTarget(queries: ReturnType<typeof useQueryClient>, state: TargetState): void {
  queries.setQueryData(api.targets.list.queryKey(), (old: readonly TargetState[] = []) => [
    ...old.filter(({ target }) => target.id !== state.target.id),
    state,
  ]);
}
