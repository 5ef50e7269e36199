import { shellQuoted } from "./shell-quoted.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { wrapped } from "../print/wrapped.ts";
import { ladderLegend, ladderText } from "../trace/ladder-text.ts";
import type { Ladder } from "../../lessons/index.ts";

/** How long a reader is given, in milliseconds. */
const PAUSES = { act: 2000, command: 700, output: 1500 } as const;

/** Writes the pieces of the story, and lets each stand for a while where somebody reads along. */
export class Teller {
  readonly #io: Io;
  readonly #fast: boolean;
  #acts = 0;

  constructor(io: Io, fast: boolean) {
    this.#io = io;
    this.#fast = fast;
  }

  async act(title: string, about: string): Promise<void> {
    const { style, width } = this.#io;
    this.#acts += 1;
    const heading = wrapped(style.bold(`${this.#acts}. ${title}`), width) + wrapped(style.dim(about), width);
    await this.#write(`\n${heading}`, PAUSES.act);
  }

  async say(sentence: string): Promise<void> {
    await this.#write(`\n${wrapped(this.#io.style.dim(sentence), this.#io.width)}`, PAUSES.command);
  }

  /** `rest` is what follows the words on the line: a pipe. */
  async command(words: readonly string[], rest = ""): Promise<void> {
    const line = `$ ${words.map(shellQuoted).join(" ")}${rest}`.replace(/(--docker-password=)\S+/, "$1***");
    await this.#write(
      `\n${wrapped(this.#io.style.bold(plain(line)), this.#io.width, "    ").trimStart()}`,
      PAUSES.command,
    );
  }

  /** What a program printed, as it stands. */
  async output(text: string): Promise<void> {
    await this.#write(text, PAUSES.output);
  }

  async ladder(ladder: Ladder, length: number): Promise<void> {
    const { style, width } = this.#io;
    await this.#write(`\n${ladderText(ladder, { for: length, width, style })}${ladderLegend(style)}`, PAUSES.output);
  }

  async #write(text: string, pause: number): Promise<void> {
    if (this.#io.signal.aborted) return;
    await this.#io.out.write(text);
    if (!this.#fast) await this.#io.sleep(pause, this.#io.signal);
  }
}
