import type { Plan, PlanChoices } from "../../../shared/model/index.ts";

/** What the user decided about a plan: an editor of one choice sends it back with all the others as they are. */
export function choicesOf({ id: _id, createdAt: _createdAt, ...choices }: Plan): PlanChoices {
  return choices;
}
