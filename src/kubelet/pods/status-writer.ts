import { type Instant, jsonEqual } from "../../base/index.ts";
import type { PodStatus } from "../../kinds/index.ts";
import type { KubeletOptions } from "./contract.ts";
import type { KnownPod } from "./known-pod.ts";
import type { Reason, ReasonCache } from "./reason-cache.ts";
import { uidOf } from "./references.ts";
import type { RuntimeView } from "./runtime-view.ts";
import { heldBack } from "./status/held-back.ts";
import { podStatus } from "./status/pod-status.ts";
import { settle } from "./status/settle.ts";
import { terminatedStatus } from "./status/terminated-status.ts";

/** From what, and at which point of the pod's life, a status is written. */
export interface StatusMoment {
  readonly view: RuntimeView;
  /** The containers have been stopped and will never run again. */
  readonly terminal: boolean;
  /** Seq of the sync. */
  readonly sync: number;
}

interface Inputs extends Pick<StatusMoment, "view" | "terminal"> {
  readonly pod: KnownPod["pod"];
  readonly reasons: readonly (Reason | undefined)[];
  readonly pastDeadline: boolean;
}

/** Writes the status of one pod: computed from what is known, published where it has changed. */
export class StatusWriter {
  readonly #known: KnownPod;
  readonly #options: KubeletOptions;
  readonly #reasons: ReasonCache;
  #status: PodStatus | undefined;
  #last: Inputs | undefined;

  constructor(known: KnownPod, options: KubeletOptions, reasons: ReasonCache) {
    this.#known = known;
    this.#options = options;
    this.#reasons = reasons;
  }

  /** What this process knows; a new one begins with what the API server has. */
  get status(): PodStatus {
    return this.#status ?? this.#known.published;
  }

  /** When `activeDeadlineSeconds` are over. */
  get deadline(): Instant | undefined {
    const { activeDeadlineSeconds } = this.#known.pod.spec;
    const { startTime } = this.status;
    if (activeDeadlineSeconds === undefined || startTime === undefined) return undefined;
    return Date.parse(startTime) + activeDeadlineSeconds * 1000;
  }

  get pastDeadline(): boolean {
    return this.deadline !== undefined && this.deadline <= this.#options.clock.now();
  }

  write({ view, terminal, sync }: StatusMoment): PodStatus {
    const { pod } = this.#known;
    const inputs = { pod, view, terminal, reasons: this.#reasonsOf(), pastDeadline: this.pastDeadline };
    const last = this.#last;
    if (last !== undefined && isSame(inputs, last)) return this.status;
    this.#last = inputs;
    const { rules, node } = this.#options;
    const reasonOf = (name: string): Reason | undefined => this.#reasons.get(uidOf(pod), name);
    const status = podStatus({ ...inputs, old: this.status, reasonOf, rules, hostIP: node.ip });
    const news = inputs.reasons.find((reason, index) => reason !== last?.reasons[index]);
    return this.#set(status, { mayRun: !terminal, cause: news?.cause ?? sync });
  }

  /** The last status of a pod whose containers are gone. */
  terminate(sync: number): void {
    this.#set(terminatedStatus(this.#known.pod, this.status), { mayRun: false, cause: sync });
  }

  #reasonsOf(): (Reason | undefined)[] {
    const { pod } = this.#known;
    const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
    const uid = uidOf(pod);
    return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => this.#reasons.get(uid, name));
  }

  #set(status: PodStatus, { mayRun, cause }: { readonly mayRun: boolean; readonly cause: number }): PodStatus {
    const settled = settle(status, this.status, this.#options.clock.now());
    this.#status = settled;
    const known = this.#known;
    const shown = mayRun ? heldBack(settled, known.published) : settled;
    if (known.gone || jsonEqual(shown, known.published)) return settled;
    known.published = shown;
    this.#options.api.publishStatus(known.pod, shown, cause);
    return settled;
  }
}

function isSame(a: Inputs, b: Inputs): boolean {
  if (a.pod !== b.pod || a.view !== b.view || a.terminal !== b.terminal || a.pastDeadline !== b.pastDeadline)
    return false;
  return a.reasons.every((reason, index) => reason === b.reasons[index]);
}
