import { randomBytes } from "node:crypto";
import type { AppError } from "../../../../shared/errors/index.ts";
import { sleep, systemClock } from "../clock.ts";
import { type StorageAction, StorageInterrupted, StorageNotAllowed, StorageUnreachable } from "../errors.ts";
import { lengthOf, passOver, type WebAnswer } from "../http/index.ts";
import { FOLDER_KINDS } from "../layout.ts";
import { translateDav, type WebdavConnection, type WebdavRequest } from "./webdav-connection.ts";
import { readFile } from "./webdav-read.ts";
import { FILE_FACTS } from "./webdav-xml.ts";

/** How long somebody who cancelled waits for what was begun to be taken away again. */
const TIDY_MS = 5_000;
const TIDY_WAITS_MS = [0, 25, 75, 150, 300, 600, 1200, 2400];

type Guard = (action: StorageAction, signal?: AbortSignal) => Promise<void>;

/** Makes folders and files on a WebDAV server. */
export class WebdavWriter {
  readonly #connection: WebdavConnection;
  readonly #root: readonly string[];
  readonly #mustNotBeGone: Guard;
  /** Folders known to be there, or being made, by their path below the root. */
  readonly #folders = new Map<string, Promise<void>>();
  /** The last write of each name that is under way; never rejects. */
  readonly #writing = new Map<string, Promise<unknown>>();

  /** @param mustNotBeGone asked before a folder is made at the top: not in the place of a disk that was taken off */
  constructor(connection: WebdavConnection, root: readonly string[], mustNotBeGone: Guard) {
    this.#connection = connection;
    this.#root = root;
    this.#mustNotBeGone = mustNotBeGone;
  }

  /** The repository's folder and those above it, and the folders in it. Those for packs are made when the first pack comes. */
  async makePlace(action: StorageAction, signal?: AbortSignal): Promise<void> {
    await this.#makeRoot(this.#root.length, action, signal);
    // To whom may not write, some servers say what others say where a folder is there already.
    if (!(await this.#isThere(this.#root, action, signal))) throw new StorageNotAllowed(action, "rights");
    for (const kind of FOLDER_KINDS) await this.#ensure(kind, action, signal);
    const last = [...this.#root, FOLDER_KINDS[0]];
    if (!(await this.#isThere(last, action, signal))) throw new StorageNotAllowed(action, "rights");
  }

  /**
   * Stores a file: sent under a temporary name, looked at, and moved to its own in one step. What fails on the way leaves nothing, as
   * far as the server can still be reached. Of two writes of one name the second waits: servers refuse to move to a name that another
   * one is being moved to.
   */
  async write(path: string, bytes: Uint8Array, action: StorageAction, signal?: AbortSignal): Promise<void> {
    const before = this.#writing.get(path);
    const writing = (before ?? Promise.resolve()).then(() => this.#write(path, bytes, action, signal));
    const settled = writing.catch(() => undefined);
    this.#writing.set(path, settled);
    try {
      await writing;
    } finally {
      if (this.#writing.get(path) === settled) this.#writing.delete(path);
    }
  }

  async #write(path: string, bytes: Uint8Array, action: StorageAction, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (folder !== "") await this.#ensure(folder, action, signal);
    const final = [...this.#root, ...path.split("/")];
    const temporary = [...final.slice(0, -1), `${final.at(-1)}-tmp-${randomBytes(8).toString("hex")}`];
    try {
      await this.#put(temporary, bytes, action, signal);
      await this.#move({ from: temporary, to: final, bytes, mayReplace: folder === "" }, action, signal);
    } catch (error) {
      // It may have gone with everything in it, and be made anew by who tries again.
      this.#folders.delete(folder);
      await this.#tidy(temporary);
      throw error;
    }
  }

  async #put(path: readonly string[], bytes: Uint8Array, action: StorageAction, signal?: AbortSignal): Promise<void> {
    const headers = { "content-type": "application/octet-stream" };
    const answer = await this.#send({ method: "PUT", path, headers, body: bytes }, signal);
    if (answer.status < 200 || answer.status > 299) throw await this.#refusal(answer, path, action, signal);
    // Some servers that run full say that all is well, and keep a part.
    const kept = await this.#send({ method: "HEAD", path }, signal);
    const size = lengthOf(kept.headers["content-length"]);
    if (kept.status === 404) throw new StorageInterrupted(action, "the server does not have what it was sent");
    if (kept.status === 200 && size !== undefined && size !== bytes.length) {
      throw new StorageInterrupted(action, `the server kept ${size} of ${bytes.length} bytes`);
    }
  }

  /**
   * Gives a file its name. One that is named by its content and there already is compared and then left in peace: to replace a file,
   * servers remove it first.
   */
  async #move(
    step: {
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly bytes: Uint8Array;
      readonly mayReplace: boolean;
    },
    action: StorageAction,
    signal?: AbortSignal,
  ): Promise<void> {
    const { from, to, bytes, mayReplace } = step;
    const headers = { destination: this.#connection.addressOf(to), overwrite: mayReplace ? "T" : "F" };
    const answer = await this.#send({ method: "MOVE", path: from, headers }, signal);
    if (answer.status >= 200 && answer.status < 300 && answer.status !== 207) return;
    if (answer.status !== 412 || mayReplace) throw await this.#refusal(answer, to, action, signal);
    const there = await readFile(this.#connection, { path: to, range: undefined, action }, signal);
    if (Buffer.isBuffer(there) && there.equals(bytes)) return this.#delete(from, action, signal);
    await this.#move({ ...step, mayReplace: true }, action, signal);
  }

  async #delete(path: readonly string[], action: StorageAction, signal?: AbortSignal): Promise<void> {
    const answer = await this.#send({ method: "DELETE", path }, signal);
    if (answer.status !== 404 && (answer.status < 200 || answer.status > 299)) throw translateDav(answer, action);
  }

  /**
   * Takes a temporary file away. After a transfer that broke off, servers notice late: the file is locked for a moment, or comes to be
   * only when they do. What is left if this fails too is told by `strays`.
   */
  async #tidy(path: readonly string[]): Promise<void> {
    const signal = AbortSignal.timeout(TIDY_MS);
    let [timesMissing, timesFailed] = [0, 0];
    for (const waitMs of TIDY_WAITS_MS) {
      try {
        await sleep(systemClock, waitMs, signal);
        const { status } = await this.#send({ method: "DELETE", path }, signal);
        if (status >= 200 && status < 300) return;
        timesMissing = status === 404 ? timesMissing + 1 : 0;
        if (timesMissing === 3) return;
      } catch {
        timesFailed += 1;
        if (timesFailed === 2) return; // the server is away
      }
    }
  }

  /** Makes a folder below the repository's own once, whoever needs it. */
  #ensure(folder: string, action: StorageAction, signal?: AbortSignal): Promise<void> {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const making = this.#makeFolder(folder, action, signal);
    this.#folders.set(folder, making);
    making.catch(() => this.#folders.delete(folder));
    return making;
  }

  async #makeFolder(folder: string, action: StorageAction, signal?: AbortSignal): Promise<void> {
    const path = [...this.#root, ...folder.split("/")];
    if (!folder.includes("/")) await this.#mustNotBeGone(action, signal);
    const status = await this.#make(path, action, signal);
    if (status === "made") return;
    const above = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
    // Never the repository's own folder: that one missing is a disk that is not there.
    if (above === "") throw await this.#noFolder(action, signal);
    await this.#makeFolder(above, action, signal);
    if ((await this.#make(path, action, signal)) !== "made") throw await this.#noFolder(action, signal);
  }

  async #makeRoot(length: number, action: StorageAction, signal?: AbortSignal): Promise<void> {
    if (length === 0) return;
    const path = this.#root.slice(0, length);
    if ((await this.#make(path, action, signal)) === "made") return;
    await this.#makeRoot(length - 1, action, signal);
    if ((await this.#make(path, action, signal)) === "made") return;
    throw new StorageNotAllowed(action, "rights");
  }

  /** Why no folder can be made: there is nothing to make it in, or it is refused in the words for that. */
  async #noFolder(action: StorageAction, signal?: AbortSignal): Promise<AppError> {
    const isThere = await this.#isThere(this.#root, action, signal);
    return isThere ? new StorageNotAllowed(action, "rights") : new StorageUnreachable(action);
  }

  /** Makes one folder. One that is there already is as good; `no-parent` if the one above is not there. */
  async #make(path: readonly string[], action: StorageAction, signal?: AbortSignal): Promise<"made" | "no-parent"> {
    const answer = await this.#send({ method: "MKCOL", path, isFolder: true }, signal);
    // 405: there is something already. Other servers say that it has another address, or that it conflicts.
    if (answer.status === 405 || answer.status === 301 || (answer.status >= 200 && answer.status < 300)) return "made";
    if (answer.status === 409 || answer.status === 404) return "no-parent";
    throw translateDav(answer, action);
  }

  /**
   * 404 and 409: the folder went away, with the repository or without, and is made anew when tried again. Servers that may not be
   * written to answer so, too, and the same to whoever makes a folder.
   */
  async #refusal(
    answer: WebAnswer,
    path: readonly string[],
    action: StorageAction,
    signal?: AbortSignal,
  ): Promise<AppError> {
    if (answer.status !== 404 && answer.status !== 409) return translateDav(answer, action);
    this.#folders.clear();
    await this.#mustNotBeGone(action, signal);
    const folder = path.slice(0, -1);
    if (await this.#isThere(folder, action, signal)) return new StorageNotAllowed(action, "rights");
    if (path.length > this.#root.length + 1)
      await this.#ensure(folder.slice(this.#root.length).join("/"), action, signal);
    const isThere = await this.#isThere(folder, action, signal);
    if (!isThere) return new StorageNotAllowed(action, "rights");
    return new StorageInterrupted(action, `the folder was not there (${answer.status})`);
  }

  async #isThere(path: readonly string[], action: StorageAction, signal?: AbortSignal): Promise<boolean> {
    const asked = { depth: 0, question: FILE_FACTS, action } as const;
    return (await this.#connection.look(path, asked, signal))?.[0]?.isFolder === true;
  }

  async #send(request: WebdavRequest, signal?: AbortSignal): Promise<WebAnswer> {
    const answer = await this.#connection.send(request, signal);
    await passOver(answer);
    return answer;
  }
}
