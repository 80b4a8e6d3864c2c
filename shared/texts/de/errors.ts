import type { Failures } from "../../words/index.ts";

/** What failures say, by code. The places are for their facts. */
export const GERMAN_FAILURES: Failures = {};
