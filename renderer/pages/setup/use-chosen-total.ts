import type { PathText } from "../../../shared/model/index.ts";
import { type Total, totalOf, useMeasures } from "../../components/index.ts";

/** How much is chosen, counted on in the background while other things are decided: it is compared with the room there is. */
export function useChosenTotal(folders: readonly PathText[]): Total {
  return totalOf(folders, useMeasures(folders));
}
