export { Copies, type CopiesOptions, type DueCopy } from "./copies.ts";
export { type Candidate, leadOf } from "./lead.ts";
export { sharedPolynomial } from "./shared-polynomial.ts";
export { type CopyQuestion, snapshotsToCopy, type ToCopy } from "./to-copy.ts";
