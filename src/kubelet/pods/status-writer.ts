import { type Instant, jsonEqual } from "../../base/index.ts";
import type { Pod, PodStatus } from "../../kinds/index.ts";
import type { KubeletOptions } from "./contract.ts";
import type { KnownPod } from "./known-pod.ts";
import { type Reason, type ReasonCache, type ReasonKey, reasonKey } from "./reason-cache.ts";
import type { RuntimeView } from "./runtime-view.ts";
import { heldBack } from "./status/held-back.ts";
import { podStatus } from "./status/pod-status.ts";
import type { Ending } from "./status/status-input.ts";
import { settle } from "./status/settle.ts";
import { terminatedStatus } from "./status/terminated-status.ts";

/** From what, and at which point of the pod's life, a status is written. */
export interface StatusMoment {
  readonly pod: Pod;
  readonly view: RuntimeView;
  /** The containers have been stopped and will never run again. */
  readonly terminal: boolean;
  readonly ending: Ending | undefined;
  /** Seq of the sync. */
  readonly sync: number;
}

/** Equal inputs give an equal status, so it need not be computed again. */
interface Inputs {
  readonly pod: Pod;
  readonly view: RuntimeView;
  readonly terminal: boolean;
  readonly ending: Ending | undefined;
  readonly reasons: readonly ContainerReason[];
}

/** Where the reason of a container is noted. */
interface NamedKey {
  readonly name: string;
  readonly key: ReasonKey;
}

interface ContainerReason extends NamedKey {
  readonly reason: Reason | undefined;
}

/** Writes the status of one pod: computed from what is known, published where it has changed. */
export class StatusWriter {
  readonly #known: KnownPod;
  readonly #options: KubeletOptions;
  readonly #reasons: ReasonCache;
  #keys: { readonly pod: Pod; readonly list: readonly NamedKey[] } | undefined;
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

  /** When the pod's `activeDeadlineSeconds` are over. */
  deadline({ spec }: Pod): Instant | undefined {
    const { activeDeadlineSeconds } = spec;
    if (activeDeadlineSeconds === undefined) return undefined;
    const { startTime } = this.status;
    return startTime === undefined ? undefined : Date.parse(startTime) + activeDeadlineSeconds * 1000;
  }

  write(moment: StatusMoment): PodStatus {
    const last = this.#last;
    if (last !== undefined && isSame(moment, last) && this.#areSame(last)) return this.status;
    const { pod, view, terminal, ending } = moment;
    const reasons = this.#reasonsOf(pod);
    this.#last = { pod, view, terminal, ending, reasons };
    const { rules, node } = this.#options;
    const status = podStatus({
      pod,
      view,
      terminal,
      ending,
      old: this.status,
      own: this.#status,
      reasonOf: (name) => reasonOf(name, reasons),
      rules,
      hostIP: node.ip,
    });
    const news = reasons.find(({ name, reason }) => reason !== reasonOf(name, last?.reasons ?? []));
    return this.#set(status, { mayRun: !moment.terminal, cause: news?.reason?.cause ?? moment.sync });
  }

  /** The last status of a pod whose containers are gone. */
  terminate(pod: Pod, sync: number): void {
    this.#set(terminatedStatus(pod, this.status), { mayRun: false, cause: sync });
  }

  #reasonsOf(pod: Pod): Inputs["reasons"] {
    if (this.#keys?.pod !== pod) this.#keys = { pod, list: reasonKeysOf(pod) };
    return this.#keys.list.map(({ name, key }) => ({ name, key, reason: this.#reasons.get(key) }));
  }

  /** Whether the reasons are still those that the last status was written from. */
  #areSame({ reasons }: Inputs): boolean {
    return reasons.every(({ key, reason }) => this.#reasons.get(key) === reason);
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

function reasonKeysOf({ metadata, spec }: Pod): readonly NamedKey[] {
  const { uid = "" } = metadata;
  const { containers, initContainers = [], ephemeralContainers = [] } = spec;
  const all = [...initContainers, ...containers, ...ephemeralContainers];
  return all.map(({ name }) => ({ name, key: reasonKey(uid, name) }));
}

function reasonOf(container: string, reasons: readonly ContainerReason[]): Reason | undefined {
  return reasons.find(({ name }) => name === container)?.reason;
}

function isSame(a: StatusMoment, b: Inputs): boolean {
  const samePast = a.terminal === b.terminal && a.ending === b.ending;
  return samePast && a.pod === b.pod && a.view === b.view;
}
