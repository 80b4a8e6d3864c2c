import { implement } from "@orpc/server";
import { contract } from "../../shared/api/index.ts";

/** What every topic answers with. */
export const os = implement(contract);
