import { AppError } from "../../../../shared/errors/index.ts";
import { type ByteString, toText } from "../../names/index.ts";

/** A path to something that is neither a file nor a folder: there is nothing to dump. */
export class NotDumpable extends AppError {
  readonly code = "dump/no-content";
  readonly hint = "Dump a file, or the folder that holds it; “holdfast restore” brings back entries of any kind.";

  constructor(path: ByteString, type: string) {
    super(`“${toText(path)}” is a ${type}, and only files and folders can be dumped.`, { path: toText(path), type });
  }
}
