import type { DecisionData, EntryData, EntryKind, EventType, Recorder } from "../../kinds/index.ts";
import type { EventSink } from "../ports.ts";
import type { EnsureImageRequest, EnsureImageResult } from "./contract.ts";
import type { StateId } from "./machine.data.ts";
import type { Passed, Refusal } from "./refusals.ts";
import { Way } from "./way.ts";

type Why = Pick<Refusal, "reason" | "message">;

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
    this.pod = request.pod.key ?? `${request.pod.namespace}/${request.pod.name}`;
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
  decide(state: StateId, why?: Why, passed?: Passed): number {
    this.step(state);
    const decision = this.record("decision", this.#decision(state, why, passed));
    this.#way = Way.from(state);
    this.#cause = decision;
    return decision;
  }

  /** Written out, since a trace has many of them: objects that are put together from others cost several times as much. */
  #decision(state: StateId, why: Why | undefined, passed: Passed | undefined): DecisionData {
    const { image, policy } = this.request;
    const path = this.#way.states;
    if (why === undefined) return { image, policy, state, path };
    const { reason, message } = why;
    if (passed === undefined) return { image, policy, state, path, reason, message };
    return { image, policy, state, path, reason, message, elapsed: passed.elapsed, window: passed.window };
  }

  use(state: StateId, imageRef: string, message: string): EnsureImageResult {
    const decision = this.decide(state);
    this.event("Normal", "Pulled", message);
    return { ok: true, imageRef, decision };
  }

  /** `window`: how much of which window has passed, where that decided. */
  refuse(refusal: Refusal, window?: Passed): EnsureImageResult {
    const { state, event, reason, message } = refusal;
    const decision = this.decide(state, refusal, window);
    if (event !== undefined) this.event(event.type, event.reason, event.message);
    return { ok: false, reason, message, decision };
  }
}
