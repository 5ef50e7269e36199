import type { Entry, Minor, Rules, World } from "../../kinds/index.ts";
import type { Recording } from "../../sandbox/index.ts";
import { asBelieved, type BeliefId } from "../beliefs/index.ts";
import type { Step } from "../contract.ts";
import type { RunCache } from "../runs/index.ts";
import { stepsOf } from "../steps.ts";
import type { Say } from "../words/index.ts";

/** One run of the world of a story, as far as it is about its pod, under the real rules or those of a belief. */
export interface Told {
  /** Name and namespace of the pod; empty where none was ever bound to a node. */
  readonly pod: string;
  readonly namespace: string;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
  readonly rules: Rules;
  /** What a kubectl line that only shows prints at `t`, of both its streams. `POD` stands for the pod. */
  show(command: string, t: number): Promise<string>;
}

export interface StoryOptions {
  readonly seed: number;
  readonly kubelet: Minor;
  /** Of the engine: those of the minor, or what somebody has made of them. */
  readonly rules: Rules;
  readonly runs: RunCache;
  readonly say: Say;
}

/** Instants of entries are rounded: what happens at one is there a moment later. */
export const SOON = 1;

/** A world with seed and minor: what happens to the pod in trouble, or else to its first one, and what becomes of it under each belief. */
export class Story {
  readonly world: World;
  readonly options: StoryOptions;
  readonly #told = new Map<string, Promise<Told>>();

  constructor(world: World, options: StoryOptions) {
    this.world = world;
    this.options = options;
  }

  get rules(): Rules {
    return this.options.rules;
  }

  /** The whole run, or as far as `until`. */
  tell(belief?: BeliefId, until: number = this.world.for): Promise<Told> {
    const key = `${belief ?? ""} ${until}`;
    const told = this.#told.get(key) ?? this.#read(belief, until);
    this.#told.set(key, told);
    return told;
  }

  /** The same with another world. */
  other(world: World): Story {
    return new Story(world, this.options);
  }

  async #read(belief: BeliefId | undefined, until: number): Promise<Told> {
    const recording = await this.#record(belief, until);
    const key = belief === undefined ? subjectOf(recording.trace.entries) : await this.#subject();
    const [namespace = "", pod = ""] = key.split("/");
    const isOfStory = (of: { readonly pod?: string; readonly t: number }): boolean =>
      of.t <= until && (of.pod === undefined || of.pod === key);
    const { world, rules: real } = this;
    return {
      pod,
      namespace,
      entries: recording.trace.entries.filter(isOfStory),
      steps: stepsOf(recording.trace).filter(isOfStory),
      rules: belief === undefined ? real : asBelieved({ world, rules: real }, belief).rules,
      show: shownOnce(recording, (command) => {
        const line = command.replaceAll("POD", pod);
        return namespace === "default" ? line : `${line} -n ${namespace}`;
      }),
    };
  }

  async #subject(): Promise<string> {
    const { pod, namespace } = await this.tell();
    return `${namespace}/${pod}`;
  }

  #record(belief: BeliefId | undefined, until: number): Promise<Recording> {
    const { seed, rules, runs } = this.options;
    return runs.record(this.world, { seed, rules, until, ...(belief === undefined ? {} : { belief }) });
  }
}

/** Each line is typed once at an instant, however often its output is wanted. */
function shownOnce(recording: Recording, lineOf: (command: string) => string): Told["show"] {
  const shown = new Map<string, Promise<string>>();
  return (command, t) => {
    const key = `${t} ${command}`;
    const known = shown.get(key);
    if (known !== undefined) return known;
    const made = recording.show(lineOf(command), t + SOON).then(({ stdout, stderr }) => `${stdout}${stderr}`);
    shown.set(key, made);
    return made;
  };
}

/** The pod of the first refusal, or the first that has a status. */
function subjectOf(entries: Recording["trace"]["entries"]): string {
  const refused = entries.find((entry) => entry.kind === "decision" && entry.data.reason !== undefined);
  return refused?.pod ?? entries.find(({ kind }) => kind === "status")?.pod ?? "";
}
