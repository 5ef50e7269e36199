import type { StateId } from "./machine.data.ts";

/**
 * A way through the machine. There are few ways and many attempts, so equal ways are one object, and a trace of a million
 * decisions holds each way once.
 */
export class Way {
  readonly states: readonly StateId[];
  readonly #next = new Map<StateId, Way>();

  private constructor(states: readonly StateId[]) {
    this.states = states;
  }

  /** The way that begins in a state. */
  static from(state: StateId): Way {
    const known = BEGINNINGS.get(state) ?? new Way([state]);
    BEGINNINGS.set(state, known);
    return known;
  }

  to(state: StateId): Way {
    const known = this.#next.get(state) ?? new Way([...this.states, state]);
    this.#next.set(state, known);
    return known;
  }
}

const BEGINNINGS = new Map<StateId, Way>();
