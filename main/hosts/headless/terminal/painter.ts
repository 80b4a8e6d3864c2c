/** The terminal that is drawn on. */
export interface Screen {
  readonly columns?: number;
  write(text: string): unknown;
}

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";

/** Keeps a block of lines at the end of what a terminal shows, and draws it anew in place. */
export class Painter {
  readonly #screen: Screen;
  #height = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  get columns(): number {
    // A terminal that was never told its width says 0.
    return this.#screen.columns || 80;
  }

  paint(lines: readonly string[]): void {
    const text = lines.map((line) => `\u001b[2K${line}\n`).join("");
    this.#screen.write(`${HIDE_CURSOR}${this.#erased()}${text}`);
    this.#height = lines.length;
  }

  /** Takes the block away, so that something else can be written where it stood. */
  clear(): void {
    if (this.#height === 0) return;
    this.#screen.write(`${this.#erased()}${SHOW_CURSOR}`);
    this.#height = 0;
  }

  #erased(): string {
    return this.#height === 0 ? "" : `\u001b[${this.#height}A\r\u001b[0J`;
  }
}
