import { AppError } from "../../../../shared/errors/index.ts";

/** The port that was asked for belongs to another program. */
export class PortInUse extends AppError {
  readonly code = "server/port-in-use";
  readonly hint = "Choose another with --port, or leave it out: then a free one is found.";

  constructor(port: number, cause: unknown) {
    super(`Port ${port} is in use by another program.`, { port }, cause);
  }
}

/** The system lets this user not listen at the port. */
export class PortNotAllowed extends AppError {
  readonly code = "server/port-not-allowed";
  readonly hint = "Choose one above 1023 with --port, or leave it out: then a free one is found.";

  constructor(port: number, cause: unknown) {
    super(`This user may not use port ${port}.`, { port }, cause);
  }
}
