import { formatGoDuration } from "../base/index.ts";
import type { Entry } from "../kinds/index.ts";
import type { Step } from "./contract.ts";
import { exchangeText, notesOf } from "./notes.ts";
import { firstLine } from "./entry-text.ts";
import type { Shown } from "./subjects.ts";

/** A row before its STATUS is known. */
export interface Row {
  readonly id: string;
  readonly pod?: string;
  readonly container?: string;
  readonly action: string;
  readonly result: string;
  readonly notes: string;
  /** Rows with equal words here may be one: looks that found the same thing. */
  readonly same?: string;
  /** What this row adds to the id of the one that it ends; a pull that took less than a second is one row. */
  readonly ends?: string;
}

const INSTANT = 1000;

/** A row that still takes entries. */
export class Draft {
  readonly #t: number;
  readonly #seqs: number[] = [];
  readonly #attached: Entry[] = [];
  #row: Row;
  #repeats = 0;
  #shown: Shown | undefined;

  constructor(row: Row, t: number) {
    this.#row = row;
    this.#t = t;
  }

  get id(): string {
    return this.#row.id;
  }

  /** Whether a further look is this row again: same finding, same STATUS. */
  takes(row: Row, shown: Shown | undefined): boolean {
    return row.same !== undefined && row.same === this.#row.same && shown?.status === this.#shown?.status;
  }

  /** Whether this began a moment ago. */
  isRecent(t: number): boolean {
    return t - this.#t < INSTANT;
  }

  look(seq: number, shown: Shown | undefined): void {
    this.#repeats += 1;
    this.#seqs.push(seq);
    this.#shown = shown ?? this.#shown;
  }

  /** What began here has ended: one row tells both. */
  end(row: Row, seq: number): void {
    this.#row = { ...row, notes: this.#row.notes };
    this.#seqs.push(seq);
  }

  attach(entry: Entry): void {
    this.#seqs.push(entry.seq);
    this.#attached.push(entry);
  }

  /** A command is about the pod that it changed. */
  concern(pod: string, shown: Shown | undefined): void {
    this.#row = { ...this.#row, pod };
    this.#shown = shown;
  }

  step(): Step {
    const { pod, container, action, id } = this.#row;
    return {
      id,
      t: this.#t,
      ...(pod === undefined ? {} : { pod }),
      ...(container === undefined ? {} : { container }),
      action,
      result: this.#result(),
      ...this.#shown,
      notes: [this.#row.notes, ...notesOf(this.#attached), this.#armed()].filter((note) => note !== "").join("; "),
      repeats: this.#repeats,
      seqs: this.#seqs,
    };
  }

  #result(): string {
    const ended = this.#attached.findLast((entry) => entry.kind === "user");
    if (ended?.kind === "user" && ended.data.at === "end") {
      const { stdout, stderr, exitCode } = ended.data;
      return exitCode === 0 ? stdout.trim().replaceAll("\n", ", ") || "done" : firstLine(stderr);
    }
    const exchange = this.#row.id.endsWith(".f") ? exchangeText(this.#attached) : "";
    const [reason = ""] = this.#row.result.split(": ", 1);
    return exchange === "" ? this.#row.result : `${reason}: ${exchange}`;
  }

  #armed(): string {
    const armed = this.#attached.find((entry) => entry.kind === "backoff");
    if (armed?.kind !== "backoff") return "";
    const { window, until } = armed.data;
    return `window of ${formatGoDuration(window)}: not tried before ${(until / 1000).toFixed(1)} s`;
  }
}
