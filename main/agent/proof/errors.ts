import { AppError } from "../../../shared/errors/index.ts";

/** There is no snapshot to bring anything back from. */
export class NothingToTest extends AppError {
  readonly code = "agent/nothing-to-test";
  readonly hint = "Back it up first.";

  constructor(plan: string, target: string) {
    super(`There is no backup of ${plan} on ${target} yet, so there is nothing to test.`, { plan, target });
  }
}
