import type { DecisionData, EntryData, EntryKind, EventType, Recorder } from "../../kinds/index.ts";
import type { EventSink } from "../ports.ts";
import type { EnsureImageRequest, EnsureImageResult } from "./contract.ts";
import type { StateId } from "./machine.data.ts";
import type { Refusal } from "./refusals.ts";
import { Way } from "./way.ts";

interface Outside {
  readonly events: EventSink;
  readonly recorder: Recorder;
}

/**
 * One wish for an image on its way through the machine: collects the states, and tells trace and events what was decided.
 * A pull makes two decisions, one that begins it and one that ends it.
 */
export class Attempt {
  readonly request: EnsureImageRequest;
  /** `namespace/name`. */
  readonly pod: string;
  readonly #outside: Outside;
  #way = Way.from("accepted");
  /** Seq of what led to that which comes next. */
  #cause: number | undefined;

  constructor(request: EnsureImageRequest, outside: Outside) {
    this.request = request;
    this.pod = `${request.pod.namespace}/${request.pod.name}`;
    this.#outside = outside;
    this.#cause = request.cause;
  }

  get cause(): number | undefined {
    return this.#cause;
  }

  step(state: StateId): void {
    this.#way = this.#way.to(state);
  }

  /** Writes an entry that what was recorded last has led to. */
  record<K extends EntryKind>(kind: K, data: EntryData[K], cause: number | undefined = this.#cause): number {
    return this.#outside.recorder.record(kind, data, { pod: this.pod, container: this.request.container, cause });
  }

  /** What comes next is caused by this entry. */
  follow(seq: number): void {
    this.#cause = seq;
  }

  event(type: EventType, reason: string, message: string): void {
    this.#outside.events.emit({ object: this.request.object, type, reason, message, cause: this.#cause });
  }

  /** Ends the way so far in a state; further states begin there. */
  decide(state: StateId, more: Partial<DecisionData> = {}): number {
    this.step(state);
    const { image, policy } = this.request;
    const decision = this.record("decision", { image, policy, state, path: this.#way.states, ...more });
    this.#way = Way.from(state);
    this.#cause = decision;
    return decision;
  }

  use(state: StateId, imageRef: string, message: string): EnsureImageResult {
    const decision = this.decide(state);
    this.event("Normal", "Pulled", message);
    return { ok: true, imageRef, decision };
  }

  refuse({ state, event, ...why }: Refusal): EnsureImageResult {
    const decision = this.decide(state, why);
    if (event !== undefined) this.event(event.type, event.reason, event.message);
    return { ok: false, reason: why.reason, message: why.message, decision };
  }
}
