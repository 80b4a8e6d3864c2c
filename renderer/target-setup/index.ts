/** The steps that lead to a target: a place, what is there, its passphrase, its recovery kit. */
export { CardBody, cardClass } from "./card-body.tsx";
export { AccessFields } from "./connection/access-fields.tsx";
export { ConnectionSteps } from "./connection/connection-report.tsx";
export { farTypeOf } from "./connection/far-type.ts";
export { TrustNote } from "./connection/trust-note.tsx";
export { fieldProblem, filledIn, type TypedConnection } from "./connection/typed-connection.ts";
export { untrustedIn } from "./connection/untrusted.ts";
export { passphrasePlaceWords } from "./passphrase-place.ts";
export { StepForm } from "./step-form.tsx";
export { StepKit } from "./step-kit.tsx";
export { StepPassphrase } from "./step-passphrase.tsx";
export { StepPlace } from "./step-place.tsx";
export { Stepper } from "./stepper.tsx";
export { type Decided, Where } from "./where.ts";
