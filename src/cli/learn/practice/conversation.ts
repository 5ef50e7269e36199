import { failed, ok, type Outcome } from "../../../base/index.ts";
import type { Io } from "../../io.ts";
import { plain } from "../../print/plain.ts";
import { typographic } from "../../print/typographic.ts";
import { wrapped } from "../../print/wrapped.ts";

const PLAIN_WIDTH = 80;
const PROMPT = "> ";

/** Why no answer comes any more: nothing more is typed, or a line of a pipe is none of what is wanted. */
export type NoAnswer =
  | { readonly code: "ended" }
  | { readonly code: "junk"; readonly line: number; readonly wanted: string };

/** Talk in lines: on a terminal what makes no sense is asked again, from a pipe each line is an answer. */
export class Conversation {
  readonly width: number;
  readonly #io: Io;
  readonly #lines: AsyncIterator<string>;
  #count = 0;

  constructor(io: Io, isPlain: boolean) {
    this.#io = io;
    this.width = isPlain ? PLAIN_WIDTH : io.width;
    this.#lines = io.lines(io.signal)[Symbol.asyncIterator]();
  }

  get style(): Io["style"] {
    return this.#io.style;
  }

  /** A paragraph; what is from outside is made harmless. */
  async say(text: string, indent = ""): Promise<void> {
    await this.write(wrapped(plain(text), this.width, indent));
  }

  /** As it stands, as far as the terminal can show it. */
  async write(text: string): Promise<void> {
    if (!this.#io.signal.aborted) await this.#io.out.write(typographic(text, this.#io.style));
  }

  async ask<T>(parse: (line: string) => Outcome<T, string>, prompt: string = PROMPT): Promise<Outcome<T, NoAnswer>> {
    for (;;) {
      if (!this.#io.in.isPiped) await this.write(prompt);
      const line = await this.#next();
      if (line === undefined) return failed({ code: "ended" });
      if (this.#io.in.isPiped) await this.write(`${prompt}${plain(line)}\n`);
      // Whoever only presses Enter wants to see whether it is still there.
      else if (line.trim() === "") continue;
      const answer = parse(line.trim());
      if (answer.ok) return ok(answer.value);
      if (this.#io.in.isPiped) return failed({ code: "junk", line: this.#count, wanted: answer.fault });
      await this.say(answer.fault);
    }
  }

  /** Whoever has interrupted it is left at the beginning of a line. */
  async close(): Promise<void> {
    await this.#lines.return?.();
    if (this.#io.signal.aborted && this.#io.isTerminal) await this.#io.err.write("\n");
  }

  async #next(): Promise<string | undefined> {
    const next = await this.#lines.next();
    if (next.done) return undefined;
    this.#count += 1;
    return next.value;
  }
}

/** The same, but nothing is said. */
export function quiet(io: Io): Io {
  return { ...io, out: { write: () => Promise.resolve() } };
}
