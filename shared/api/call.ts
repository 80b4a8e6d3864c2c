import { oc } from "@orpc/contract";
import { Refusal } from "../model/index.ts";

/** The name under which an expected failure crosses the wire; its data is the failure. Anything else is a bug. */
export const REFUSED = "REFUSED";

/** What every call of the contract starts from: expected failures arrive as values, with code, message and hint. */
export const call = oc.errors({ [REFUSED]: { status: 422, message: "The agent refused.", data: Refusal } });
