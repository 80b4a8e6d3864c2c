import type { ByteString } from "../../names/index.ts";
import type { FoundEntry, InheritedRules } from "../../source/index.ts";

/** An entry to take, where it is, and the rules that its own content goes by. */
export interface Candidate {
  readonly entry: FoundEntry;
  readonly path: ByteString;
  readonly rules: InheritedRules;
  readonly device: bigint | undefined;
  readonly isNamed: boolean;
  /** Only leads to what was asked for. */
  readonly isWay?: true;
  /** A folder whose content is left out: it stays, empty. */
  readonly isEmptied: boolean;
}
