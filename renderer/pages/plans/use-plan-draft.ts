import { useState } from "react";
import type { Plan, PlanChoices, TargetId } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";
import { choicesOf } from "./choices-of.ts";
import { patternsOf } from "./plan-words.ts";
import { sizeAsText, sizeOf } from "./size-words.ts";

/** What is in the form, not yet told to the agent. */
interface PlanDraft {
  readonly name: string;
  readonly folders: readonly string[];
  readonly targetIds: readonly TargetId[];
  readonly useDefaultExcludes: boolean;
  readonly oneFileSystem: boolean;
  /** One a line, as typed. */
  readonly patterns: string;
  /** As typed: `2 GB`, or nothing. */
  readonly largerThan: string;
}

interface DraftInHand {
  readonly draft: PlanDraft;
  readonly change: (changes: Partial<PlanDraft>) => void;
  /** What is still missing, in words; undefined when it can be saved. */
  readonly missing: string | undefined;
  readonly choices: () => PlanChoices;
}

/** The plan's choices while they are changed. */
export function usePlanDraft(plan: Plan): DraftInHand {
  const { name, folders, targetIds, filter } = plan;
  const [draft, setDraft] = useState<PlanDraft>({
    ...{ name, folders, targetIds },
    useDefaultExcludes: filter.useDefaultExcludes,
    oneFileSystem: filter.oneFileSystem,
    patterns: filter.patterns.join("\n"),
    largerThan: sizeAsText(filter.largerThanBytes),
  });
  return {
    draft,
    change: (changes) => setDraft((old) => ({ ...old, ...changes })),
    missing: missingOf(draft),
    choices: () => {
      const { useDefaultExcludes, oneFileSystem, patterns } = draft;
      const larger = sizeOf(draft.largerThan);
      return {
        ...choicesOf(plan),
        ...{ name: draft.name.trim(), folders: draft.folders, targetIds: draft.targetIds },
        filter: {
          ...{ useDefaultExcludes, oneFileSystem, patterns: patternsOf(patterns) },
          ...(typeof larger === "number" ? { largerThanBytes: larger } : {}),
        },
      };
    },
  };
}

function missingOf({ name, folders, targetIds, largerThan }: PlanDraft): string | undefined {
  if (name.trim() === "") return say("Give the plan a name.");
  if (folders.length === 0) return say("Choose at least one folder.");
  if (sizeOf(largerThan) === "unclear") return say("Say how large, with a unit, such as 2 GB.");
  return targetIds.length === 0 ? say("Choose at least one target.") : undefined;
}
