import { hasCode } from "../../../../shared/errors/index.ts";
import type { FileRef, Storage } from "../../storage/index.ts";
import type { RepairReport } from "./report.ts";

/** The storage of a repair: what it protects from removal is left and told, for by then all that takes its place is stored. */
export class LeavingProtected {
  readonly #storage: Pick<Storage, "write" | "remove">;
  readonly #report: RepairReport;
  /** Files that were to be removed and are there still. */
  held = 0;

  constructor(storage: Pick<Storage, "write" | "remove">, report: RepairReport) {
    this.#storage = storage;
    this.#report = report;
  }

  readonly write: Storage["write"] = (file, bytes, signal) => this.#storage.write(file, bytes, signal);

  readonly remove = async (file: FileRef, signal?: AbortSignal): Promise<void> => {
    try {
      await this.#storage.remove(file, signal);
    } catch (error) {
      if (!(error instanceof Error) || !hasCode(error, "storage/protected")) throw error;
      this.held += 1;
      this.#report.notice({ type: "held", file: file.name, kind: file.kind, problem: error.message });
    }
  };
}
