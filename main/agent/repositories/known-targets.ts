import type { Presence, Target, TargetId } from "../../../shared/model/index.ts";
import type { Access } from "../../../shared/targets/index.ts";

/** What has to be known of targets to work with their repositories. The room `targets` has it. */
export interface KnownTargets {
  /** @throws an AppError if there is no such target (any more) */
  find(id: TargetId): Target;
  /** Looks now whether the target can be reached. Never throws for one that cannot. */
  presence(target: Target): Promise<Presence>;
  /** The passphrase that opens it. @throws an AppError if none is known here */
  password(target: Target): Promise<string>;
  /** What its connection takes, secrets included; nothing where it is not told. */
  access?(target: Target): Promise<Access>;
  /** Takes note that the passphrase that is kept does not open the target. Never rejects. */
  refused?(target: Target): Promise<void>;
}
