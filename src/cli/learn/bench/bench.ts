import type { Entry, Minor, Trace, World, WorldAction } from "../../../kinds/index.ts";
import type { Deed } from "../../../lessons/index.ts";
import { recordWorld, type Recording } from "../../../sandbox/index.ts";

export interface BenchOptions {
  /** Without what was done to repair it. */
  readonly world: World;
  /** Virtual milliseconds: when somebody comes to it. */
  readonly from: number;
  readonly seed: number;
  readonly kubelet: Minor;
}

/** Somebody who has thought types a line every few seconds. */
const PACE = 5000;
/** How far ahead is looked for what comes next. */
const AHEAD = 1_800_000;

interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

/** A world on a virtual clock in which somebody does one thing after the other; it is run anew with each of them. */
export class Bench {
  readonly #options: BenchOptions;
  #actions: readonly WorldAction[] = [];
  #now: number;
  #recording: Promise<Recording> | undefined;

  constructor(options: BenchOptions) {
    this.#options = options;
    this.#now = options.from;
  }

  /** Virtual milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** What was done, each at its instant. */
  get actions(): readonly WorldAction[] {
    return this.#actions;
  }

  async show(line: string): Promise<string> {
    const { stdout, stderr } = await this.showAt(line, this.#now);
    return `${stdout}${stderr}`;
  }

  /** As things go on when nothing more is done. */
  async showAt(line: string, t: number): ReturnType<Recording["show"]> {
    const recording = await this.#record();
    return recording.show(line, t);
  }

  /** Does it now; what is refused has not been done. */
  async act(deed: Deed): Promise<Printed> {
    const before = this.#actions;
    this.#set([...before, { ...deed, at: this.#now }]);
    const { trace } = await this.#record();
    const printed = printedAt(trace, this.#now);
    if (printed.exitCode !== 0) this.#set(before);
    else this.#now += PACE;
    return printed;
  }

  /** Takes back what was done last; the time is then what it was before it. */
  undo(): boolean {
    const last = this.#actions.at(-1);
    if (last === undefined) return false;
    this.#set(this.#actions.slice(0, -1));
    this.#now = last.at;
    return true;
  }

  wait(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Goes on to when the next pull has ended and kubectl shows it; false where none comes. */
  async skip(): Promise<boolean> {
    const { trace } = await this.#record();
    const entries = [...trace.entries];
    const ended = entries.find((entry) => entry.t > this.#now && isPullEnd(entry));
    if (ended === undefined) return false;
    const shown = entries.find(({ kind, t }) => kind === "status" && t > ended.t);
    this.#now = Math.ceil(Math.min(shown?.t ?? ended.t, ended.t + PACE)) + 1;
    return true;
  }

  #set(actions: readonly WorldAction[]): void {
    this.#actions = actions;
    this.#recording = undefined;
  }

  #record(): Promise<Recording> {
    const { world, seed, kubelet } = this.#options;
    const actions = [...world.actions, ...this.#actions];
    this.#recording ??= recordWorld({ ...world, actions, for: this.#now + AHEAD }, { seed, kubelet });
    return this.#recording;
  }
}

function isPullEnd(entry: Entry): boolean {
  return entry.kind === "cri" && entry.data.call === "PullImage" && entry.data.at === "end";
}

/** What the command that began at `t` has printed; nothing of what is done outside of the cluster. */
function printedAt({ entries }: Trace, t: number): Printed {
  const all = [...entries];
  const began = all.findLast((entry) => entry.kind === "user" && entry.data.at === "begin" && entry.t >= t);
  const ended = all.find((entry) => entry.kind === "user" && entry.data.at === "end" && entry.cause === began?.seq);
  if (ended?.kind !== "user" || ended.data.at !== "end") return { text: "", exitCode: 0 };
  return { text: `${ended.data.stdout}${ended.data.stderr}`, exitCode: ended.data.exitCode };
}
