import type { Clock } from "../../base/index.ts";
import type { ProbeAnswer, RuntimeContainer } from "../../kubelet/index.ts";
import type { Program } from "./program.ts";
import type { StartFault } from "./start-fault.ts";

/** 128 + SIGKILL. */
const KILLED = 137;

export interface ContainerOptions extends Pick<RuntimeContainer, "id" | "name" | "image" | "imageRef"> {
  readonly program: Program;
  /** What it writes as soon as it runs. */
  readonly output: string;
  /** Why it cannot be started. */
  readonly fault?: StartFault;
  /** How much later than it happens the runtime hears of its end. */
  readonly lag: number;
  readonly clock: Clock;
  readonly changed: () => void;
  readonly ended: (exitCode: number) => void;
}

/** One container from creation to its end. */
export class Container {
  readonly #options: ContainerOptions;
  readonly #stopped = new AbortController();
  #facts: RuntimeContainer;

  constructor(options: ContainerOptions) {
    const { id, name, image, imageRef, clock } = options;
    this.#options = options;
    this.#facts = { id, name, image, imageRef, state: "created", createdAt: clock.now() };
  }

  get facts(): RuntimeContainer {
    return this.#facts;
  }

  get fault(): StartFault | undefined {
    return this.#options.fault;
  }

  get log(): string {
    return this.#facts.startedAt === undefined ? "" : this.#options.output;
  }

  start(): void {
    const { clock, program, lag, changed } = this.#options;
    const { exit } = program;
    this.#facts = { ...this.#facts, state: "running", startedAt: clock.now() };
    changed();
    if (exit === undefined) return;
    clock.start(async () => {
      await clock.sleep(exit.after + lag, this.#stopped.signal);
      this.#end(exit.code);
    });
  }

  /** How the program answers a probe now. */
  get probed(): ProbeAnswer {
    const { clock, program } = this.#options;
    const { readyAfter = 0, failsAfter = Infinity } = program;
    const ran = clock.now() - (this.#facts.startedAt ?? clock.now());
    if (ran >= failsAfter) return "failing";
    return ran >= readyAfter ? "ok" : "refused";
  }

  /** It was made, and could not be started. */
  fail({ end, startedAt }: StartFault): void {
    const { createdAt } = this.#facts;
    const instants =
      startedAt === "never"
        ? { finishedAt: this.#options.clock.now() }
        : { startedAt: createdAt, finishedAt: createdAt };
    this.#facts = { ...this.#facts, state: "exited", ...end, ...instants };
    this.#options.ended(end.exitCode);
    this.#options.changed();
  }

  /** Sandbox programs end by themselves when they are told to; without grace they are killed. */
  stop(graceSeconds: number): void {
    this.#end(graceSeconds === 0 ? KILLED : 0);
    // Without a reason of its own it would hold the stack, and by that whoever stopped it.
    this.#stopped.abort("stopped");
  }

  #end(exitCode: number): void {
    if (this.#facts.state !== "running") return;
    this.#facts = { ...this.#facts, state: "exited", finishedAt: this.#options.clock.now(), exitCode };
    this.#options.ended(exitCode);
    this.#options.changed();
  }
}
