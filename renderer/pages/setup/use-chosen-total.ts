import type { PathText } from "../../../shared/model/index.ts";
import { type Total, totalOf, useMeasures } from "../../components/index.ts";

/** How much is chosen, counted in the background from the first step on: the second compares it with the room there is. */
export function useChosenTotal(folders: readonly PathText[]): Total {
  return totalOf(folders, useMeasures(folders));
}
