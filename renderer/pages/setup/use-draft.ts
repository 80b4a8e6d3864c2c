import { useCallback, useState } from "react";
import { type Draft, EMPTY_DRAFT, readDraft } from "./draft.ts";

const KEY = "holdfast-setup";

/** The decisions so far. They outlive a reload of the window, and end with it. */
export interface DraftState {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  readonly forget: () => void;
}

export function useDraft(): DraftState {
  const [draft, setDraft] = useState(() => readDraft(sessionStorage.getItem(KEY)));
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
