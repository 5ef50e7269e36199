import { type Entry, type Minor, type Rules, rulesOf, type World } from "../../kinds/index.ts";
import { type Recording, recordWorld } from "../../sandbox/index.ts";
import { BELIEFS, type BeliefId } from "../beliefs/index.ts";
import type { Step } from "../contract.ts";
import { stepsOf } from "../steps.ts";

/** One run of the world of a story, as far as it is about its pod, under the real rules or those of a belief. */
export interface Told {
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
  readonly rules: Rules;
}

/** Instants of entries are rounded: what happens at one is there a moment later. */
const SOON = 1;

/** A world with seed and minor: what happens to its first pod, and what becomes of it under each belief; each is run once. */
export class Story {
  readonly world: World;
  readonly seed: number;
  readonly kubelet: Minor;
  readonly #recorded = new Map<string, Promise<Recording>>();
  readonly #told = new Map<string, Promise<Told>>();

  constructor(world: World, { seed, kubelet }: { readonly seed: number; readonly kubelet: Minor }) {
    this.world = world;
    this.seed = seed;
    this.kubelet = kubelet;
  }

  get pod(): string {
    return this.#pod?.metadata.name ?? "";
  }

  get #pod(): World["cluster"]["objects"][number] | undefined {
    return this.world.cluster.objects.find(({ kind }) => kind === "Pod");
  }

  /** As the trace names it. */
  get #podKey(): string | undefined {
    const pod = this.#pod?.metadata;
    return pod && `${pod.namespace ?? "default"}/${pod.name ?? ""}`;
  }

  tell(belief?: BeliefId): Promise<Told> {
    const key = belief ?? "";
    const told = this.#told.get(key) ?? this.#record(belief).then((recording) => this.#toldOf(recording, belief));
    this.#told.set(key, told);
    return told;
  }

  /** The same story with something else done. */
  async tellOther(world: World): Promise<Told> {
    return this.#toldOf(await recordWorld(world, { seed: this.seed, rules: this.#rules() }));
  }

  /** What a kubectl line prints at `t`, under a belief where one is given. */
  async show(command: string, t: number, belief?: BeliefId): Promise<string> {
    const recording = await this.#record(belief);
    const { stdout, stderr } = await recording.show(command, t + SOON);
    return `${stdout}${stderr}`;
  }

  #record(belief?: BeliefId): Promise<Recording> {
    const key = belief ?? "";
    const recorded =
      this.#recorded.get(key) ?? recordWorld(this.world, { seed: this.seed, rules: this.#rules(belief) });
    this.#recorded.set(key, recorded);
    return recorded;
  }

  #rules(belief?: BeliefId): Rules {
    const real = rulesOf(this.kubelet);
    return BELIEFS.find(({ id }) => id === belief)?.patch(real) ?? real;
  }

  #toldOf({ trace }: Recording, belief?: BeliefId): Told {
    const pod = this.#podKey ?? trace.entries.find(({ kind }) => kind === "schedule")?.pod;
    const isOfPod = (of: { readonly pod?: string }): boolean => of.pod === undefined || of.pod === pod;
    return {
      entries: trace.entries.filter(isOfPod),
      steps: stepsOf(trace).filter(isOfPod),
      rules: this.#rules(belief),
    };
  }
}
