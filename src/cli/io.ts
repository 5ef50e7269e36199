import type { Clock } from "../base/index.ts";
import type { Style } from "./print/style.ts";

/** What a command may touch of the terminal and the process. Data goes to `out`, talk to `err`. */
export interface Io {
  /** As the user calls this program: `pullwhy`, `kubectl pullwhy`. */
  readonly program: string;
  readonly out: Output;
  readonly err: Output;
  readonly in: Input;
  /** `out` is a terminal. */
  readonly isTerminal: boolean;
  readonly style: Style;
  /** Columns of `out`; 80 where it has none. */
  readonly width: number;
  readonly talk: "quiet" | "normal" | "verbose";
  readonly now: Clock["now"];
  /** For what is told slowly; nothing is computed from it. */
  readonly sleep: Clock["sleep"];
  /** Keys as they are pressed, until the signal aborts; absent where nobody sits at a terminal. */
  readonly keys?: (signal: AbortSignal) => AsyncIterable<string>;
  /** What is typed or piped in, line by line as it comes, until there is no more or the signal aborts. */
  readonly lines: (signal: AbortSignal) => AsyncIterable<string>;
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal;
}

export interface Output {
  /** Resolves when more may be written. */
  write(text: string): Promise<void>;
}

export interface Input {
  /** Might hold something without anybody typing it: a pipe or a file. */
  readonly isPiped: boolean;
  /** Everything that there is, up to `limit` bytes; undefined when there is more. */
  read(limit: number): Promise<string | undefined>;
}
