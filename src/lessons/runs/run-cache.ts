import { oncePerObject } from "../../base/index.ts";
import type { Rules, World } from "../../kinds/index.ts";
import { type Recording, recordWorld } from "../../sandbox/index.ts";
import { asBelieved, type BeliefId } from "../beliefs/index.ts";

/** Which run of a world. */
export interface RunOf {
  readonly seed: number;
  /** Of the engine: the real ones of a minor. */
  readonly rules: Rules;
  /** Who holds this belief expects this run. */
  readonly belief?: BeliefId;
  /** Virtual milliseconds that are wanted; all of the world's when absent. */
  readonly until?: number;
}

interface Kept {
  readonly until: number;
  readonly recording: Promise<Recording>;
}

const ROOM = 128;

/**
 * Runs of worlds, each made once, also where a belief changes nothing in it. A run is the beginning of every longer one, so a long one serves for what is asked of
 * a short one: whoever reads it stops at the instant that they asked for. Those that nobody has asked for lately are forgotten.
 */
export class RunCache {
  readonly #room: number;
  readonly #kept = new Map<string, Kept>();
  #made = 0;

  constructor(room: number = ROOM) {
    this.#room = room;
  }

  /** How many worlds have been run. */
  get made(): number {
    return this.#made;
  }

  record(world: World, run: RunOf): Promise<Recording> {
    const { seed, rules, belief, until = world.for } = run;
    const held = belief === undefined ? { world, rules } : asBelieved({ world, rules }, belief);
    const key = `${seed} ${textOf(held.rules)} ${JSON.stringify(held.world)}`;
    const known = this.#kept.get(key);
    const kept = known !== undefined && known.until >= until ? known : this.#run(held, seed, until);
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#room && oldest !== undefined) this.#kept.delete(oldest);
    return kept.recording;
  }

  #run({ world, rules }: Pick<RunOf, "rules"> & { readonly world: World }, seed: number, until: number): Kept {
    this.#made += 1;
    return { until, recording: recordWorld(world, { seed, rules, for: until }) };
  }
}

const textOf = oncePerObject((rules: Rules) => JSON.stringify(rules));
