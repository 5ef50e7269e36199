import { join } from "node:path";

import { ok, type Outcome } from "../../../base/index.ts";
import {
  type Attempt,
  attemptsText,
  type ReadAttempts,
  readAttempts,
  type UnreadLine,
} from "../../../lessons/index.ts";
import { appendLines, dataFolder, type LineFileFault, readLines } from "../../../node/index.ts";

/** Where this user's answers are kept, for the terminal and the page. */
function attemptsPath(): string {
  return join(dataFolder(), "attempts.jsonl");
}

/** What has been answered so far, and what is answered now. An answer that cannot be kept is tried again with the next one. */
export class AttemptBook {
  readonly path: string;
  /** Lines of the file that are no attempts; they stay in it. */
  readonly unread: readonly UnreadLine[];
  #attempts: readonly Attempt[];
  #unkept: readonly Attempt[] = [];
  #fault: LineFileFault | undefined;

  constructor(path: string, { attempts, unread }: ReadAttempts) {
    this.path = path;
    this.unread = unread;
    this.#attempts = attempts;
  }

  /** Where the file cannot be read; what is added is tried to be kept all the same. */
  static empty(path: string = attemptsPath()): AttemptBook {
    return new AttemptBook(path, { attempts: [], unread: [] });
  }

  get attempts(): readonly Attempt[] {
    return this.#attempts;
  }

  /** What could not be written, with why; undefined while everything is kept. */
  get unkept(): { readonly lines: string; readonly fault: LineFileFault } | undefined {
    return this.#fault && { lines: attemptsText(this.#unkept), fault: this.#fault };
  }

  add(...attempts: readonly Attempt[]): void {
    this.#attempts = [...this.#attempts, ...attempts];
    this.#unkept = [...this.#unkept, ...attempts];
    const kept = appendLines(this.path, attemptsText(this.#unkept));
    this.#fault = kept.ok ? undefined : kept.fault;
    if (kept.ok) this.#unkept = [];
  }
}

export function openAttempts(path: string = attemptsPath()): Outcome<AttemptBook, LineFileFault> {
  const text = readLines(path);
  return text.ok ? ok(new AttemptBook(path, readAttempts(text.value))) : text;
}
