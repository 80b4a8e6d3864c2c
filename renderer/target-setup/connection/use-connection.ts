import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { AppError } from "../../../shared/errors/index.ts";
import type { ConnectionReport, Inspection, PathText } from "../../../shared/model/index.ts";
import { type Access, targetType } from "../../../shared/targets/index.ts";
import { api, client } from "../../client/index.ts";
import { type Verdict, verdictOf } from "../finding.ts";
import { inspectPlace } from "../use-inspection.ts";
import { rememberTarget } from "../use-place-answer.ts";
import type { Decided } from "../where.ts";
import { addressOf } from "./address.ts";
import { fieldProblem, filledIn, type TypedConnection } from "./typed-connection.ts";
import { type Untrusted, untrustedIn } from "./untrusted.ts";

/** What was found at a place, and how the connection does. */
interface Found {
  readonly inspection: Inspection;
  readonly verdict: Verdict;
  /** Absent where there is nothing to go on with. */
  readonly report?: ConnectionReport;
}

/** What is known of the connection as it is typed; typing something else ends it. */
interface Connection {
  readonly address: ReturnType<typeof addressOf>;
  readonly isComplete: boolean;
  readonly found: Found | undefined;
  readonly untrusted: Untrusted | undefined;
  /** Looks what is there and tries the connection. */
  readonly look: (access?: Access) => void;
  /** Forgets what was found, and stops looking. */
  readonly reset: () => void;
  readonly canGoOn: boolean;
  readonly goOn: (passphrase: string, more?: { keepInFile?: true }) => void;
  readonly isLooking: boolean;
  readonly isOpening: boolean;
  readonly error: Error | null;
}

/** @param onDecided gets a target that can be used, or where a new repository is to be */
export function useConnection(typed: TypedConnection, onDecided: (decided: Decided) => void): Connection {
  const address = addressOf(typed.type, typed.parts);
  const isComplete = address.location !== undefined && hasNoProblems(typed);
  const looking = useLooking();
  const opening = useOpening(onDecided);
  const found = looking.found;
  return {
    ...{ address, isComplete, found, canGoOn: canGoOn(found) },
    untrusted: untrustedIn(found?.inspection.problem) ?? untrustedIn(asRefusal(looking.error)),
    look: (access = typed.access) => {
      opening.reset();
      if (address.location !== undefined) looking.look(address.location, filledIn(access));
    },
    reset: () => {
      looking.reset();
      opening.reset();
    },
    goOn: (passphrase, more) => found && opening.open(found.verdict, filledIn(typed.access), passphrase, more),
    isLooking: looking.isPending,
    isOpening: opening.isPending,
    error: looking.error ?? opening.error,
  };
}

function hasNoProblems({ type, access }: TypedConnection): boolean {
  return targetType(type).fields.every((field) => fieldProblem(field, access[field.name] ?? "") === undefined);
}

function asRefusal(error: Error | null): AppError | undefined {
  return error instanceof AppError ? error : undefined;
}

/** Backups that are there can be restored from even where nothing may be written; a new place has to take them. */
function canGoOn(found: Found | undefined): boolean {
  if (found === undefined || found.verdict.action === "none") return false;
  return found.verdict.action !== "create" || found.report?.isUsable === true;
}

/** What is asked has secrets in it: it goes through no cache, and nothing of it is kept. */
function useLooking() {
  const stop = useRef<AbortController>(undefined);
  const [state, setState] = useState<Looked>(NOT_LOOKED);
  useEffect(() => () => stop.current?.abort(), []);
  const reset = (): void => {
    stop.current?.abort();
    setState(NOT_LOOKED);
  };
  const look = (location: PathText, access: Access): void => {
    stop.current?.abort();
    const begun = new AbortController();
    stop.current = begun;
    const told = (now: Looked): void => {
      if (!begun.signal.aborted) setState(now);
    };
    setState({ ...NOT_LOOKED, isPending: true });
    lookAt(location, access, begun.signal).then(
      (found) => told({ ...NOT_LOOKED, found }),
      (error: unknown) => told({ ...NOT_LOOKED, error: error instanceof Error ? error : new Error(String(error)) }),
    );
  };
  return { ...state, look, reset };
}

interface Looked {
  readonly found: Found | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
}

const NOT_LOOKED: Looked = { found: undefined, isPending: false, error: null };

async function lookAt(location: PathText, access: Access, signal: AbortSignal): Promise<Found> {
  const inspection = await inspectPlace(location, access, signal);
  const verdict = verdictOf(inspection);
  if (verdict.action === "none" || verdict.action === "use") return { inspection, verdict };
  const report = await client.targets.tryConnection({ location: verdict.location, access }, { signal });
  return { inspection, verdict, report };
}

/** Takes on what is there, or tells where a new repository is to be. */
function useOpening(onDecided: (decided: Decided) => void) {
  const queries = useQueryClient();
  const adopt = useMutation(api.targets.adopt.mutationOptions({ gcTime: 0 }));
  const open = (verdict: Verdict, access: Access, passphrase: string, more: { keepInFile?: true } = {}): void => {
    if (verdict.action === "use") onDecided({ type: "target", targetId: verdict.targetId });
    else if (verdict.action === "create") onDecided({ type: "new", location: verdict.location, access });
    else if (verdict.action === "adopt") {
      const { location, asksPassphrase } = verdict;
      adopt.mutate(
        { location, access, ...(asksPassphrase ? { passphrase } : {}), ...more },
        {
          onSuccess: (state) => {
            rememberTarget(queries, state);
            onDecided({ type: "target", targetId: state.target.id });
          },
        },
      );
    }
  };
  return { open, reset: adopt.reset, isPending: adopt.isPending, error: adopt.error };
}
