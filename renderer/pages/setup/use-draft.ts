import { useCallback, useState } from "react";
import type { TargetId } from "../../../shared/model/index.ts";
import { type Draft, draftFor, EMPTY_DRAFT, readDraft } from "./draft.ts";

const KEY = "holdfast-setup";

/** The decisions so far. They outlive a reload of the window, and end with it. */
export interface DraftState {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly forget: () => void;
}

/** @param target what the set-up was begun from, if it was */
export function useDraft(target: TargetId | undefined): DraftState {
  const [draft, setDraft] = useState(() => draftFor(readDraft(sessionStorage.getItem(KEY)), target));
  const change = useCallback((changes: Partial<Draft>) => {
    setDraft((old) => {
      const next = { ...old, ...changes };
      sessionStorage.setItem(KEY, JSON.stringify(next));
      return next;
    });
  }, []);
  const forget = useCallback(() => {
    sessionStorage.removeItem(KEY);
    setDraft(EMPTY_DRAFT);
  }, []);
  return { draft, change, forget };
}
