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
    return BEGINNINGS.get(state) ?? remember(BEGINNINGS, state, new Way([state]));
  }

  to(state: StateId): Way {
    return this.#next.get(state) ?? remember(this.#next, state, new Way([...this.states, state]));
  }
}

function remember(ways: Map<StateId, Way>, state: StateId, way: Way): Way {
  ways.set(state, way);
  return way;
}

const BEGINNINGS = new Map<StateId, Way>();
