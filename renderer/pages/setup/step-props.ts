import type { PlanState, TargetState } from "../../../shared/model/index.ts";
import type { Draft } from "./draft.ts";

/** What is there when a set-up begins. */
export interface WizardProps {
  readonly targets: readonly TargetState[];
  readonly plans: readonly PlanState[];
}

/** What each step gets. */
export interface StepProps extends WizardProps {
  readonly draft: Draft;
  readonly change: (changes: Partial<Draft>) => void;
  /** Goes on to the next step; with what was decided in this one. */
  readonly onDone: (changes: Partial<Draft>) => void;
  readonly onBack?: () => void;
  /** The heading takes the focus, so that the new step is read out. */
  readonly takesFocus: boolean;
}
