/** The steps that lead to a target: a place, what is there, its passphrase, its recovery kit. */
export { CardBody, cardClass } from "./card-body.tsx";
export { StepForm } from "./step-form.tsx";
export { StepKit } from "./step-kit.tsx";
export { StepPassphrase } from "./step-passphrase.tsx";
export { StepPlace } from "./step-place.tsx";
export { Stepper } from "./stepper.tsx";
export { type Decided, Where } from "./where.ts";
