import { type Awaitable, type Instant, isPending } from "../../base/index.ts";
import type { Pod, PodStatus, SecretObject } from "../../kinds/index.ts";
import type { KnownPod } from "./known-pod.ts";
import type { KubeletProcess } from "./kubelet-process.ts";
import { Mounts } from "./mounts.ts";
import { missingSecretsText, readPullSecrets } from "./pull-secrets.ts";
import { type ContainerList, containerReference, podReference, uidOf } from "./references.ts";
import type { RuntimeView } from "./runtime-view.ts";
import { isFinal } from "./status/final.ts";
import { DEADLINE_EXCEEDED } from "./status/pod-status.ts";
import { StatusWriter } from "./status-writer.ts";
import type { SyncEnd } from "./sync-times.ts";
import { carryOut } from "./work/carry-out.ts";
import { stoppingText } from "./work/event-texts.ts";
import { Job, type Preparation, type StartResult } from "./work/job.ts";
import { planFor } from "./work/plan.ts";

/** What a status is written from, beside the time. */
interface Look {
  readonly pod: Pod;
  readonly view: RuntimeView;
  readonly terminal: boolean;
  readonly sync: number;
}

/** The syncs of one pod, one kind for each part of its life (`SyncPod`, `SyncTerminatingPod`, `SyncTerminatedPod` in kubelet.go). */
export class PodSyncer {
  readonly #known: KnownPod;
  readonly #process: KubeletProcess;
  readonly #writer: StatusWriter;
  readonly #mounts: Mounts;
  #prepared: Preparation | undefined;

  constructor(known: KnownPod, process: KubeletProcess) {
    this.#known = known;
    this.#process = process;
    this.#writer = new StatusWriter(known, process.options, process.reasons);
    this.#mounts = new Mounts(known, process);
  }

  get status(): PodStatus {
    return this.#writer.status;
  }

  /** When the pod has to be looked at because its deadline is over. */
  get deadline(): Instant | undefined {
    return isFinal(this.status) ? undefined : this.#writer.deadline(this.#known.pod);
  }

  /** Publishes what is known, then works: the outcome shows at the next sync. */
  run(pod: Pod, sync: number): Awaitable<SyncEnd> {
    const view = this.#process.relister.view(uidOf(pod));
    const status = this.#write({ pod, view, terminal: false, sync });
    if (isFinal(status)) return { kind: "next-part" };
    const mounted = this.#mounts.ready(pod, sync);
    if (isPending(mounted)) return this.#workLater(mounted, pod, sync);
    return this.#work(pod, view, sync);
  }

  /** Without its volumes a pod is tried again, and says so by its events only. */
  async #workLater(mounted: Promise<boolean>, pod: Pod, sync: number): Promise<SyncEnd> {
    if (!(await mounted)) return new FailedSync(sync);
    return this.#work(pod, this.#process.relister.view(uidOf(pod)), sync);
  }

  #work(pod: Pod, view: RuntimeView, sync: number): Awaitable<SyncEnd> {
    this.#process.prober.follow(pod);
    const secrets = this.#pullSecrets(pod, sync);
    const job = new Job(this.#prepare(pod, view, secrets), sync, this.#process);
    const results = carryOut(job);
    return isPending(results) ? this.#endLater(job, results) : this.#end(job, results);
  }

  async #endLater(job: Job, results: Promise<readonly StartResult[] | undefined>): Promise<SyncEnd> {
    return this.#end(job, await results);
  }

  #end({ prepared, sync }: Job, results: readonly StartResult[] | undefined): SyncEnd {
    if (results === undefined) return { kind: "error", cause: sync };
    const { pod, view } = prepared;
    const { reasons, rules } = this.#process;
    for (const { wanted, reason } of results) reasons.update(wanted.reasonKey, reason);
    if (!rules.status.lagsOneSync) this.#write({ pod, view, terminal: false, sync });
    return endOf(results);
  }

  /** Stops what runs; the status tells it before and after. */
  async terminate(pod: Pod, sync: number): Promise<SyncEnd> {
    const { relister, runtime, prober } = this.#process;
    const uid = uidOf(pod);
    prober.quiet(uid);
    const view = relister.view(uid);
    this.#write({ pod, view, terminal: false, sync });
    this.#tellStopping(pod, view, sync);
    await runtime.killPod(pod, this.#known.eviction?.graceSeconds ?? gracePeriodOf(pod));
    this.#write({ pod, view: relister.begin(uid), terminal: true, sync });
    return { kind: "next-part" };
  }

  /** Nothing of the pod is left on the node: its last status, and the end of its object where it was deleted. */
  finish(pod: Pod, sync: number): SyncEnd {
    this.#writer.terminate(pod, sync);
    this.remove(sync);
    return { kind: "next-part" };
  }

  /** The API server keeps a deleted pod until its kubelet says that it is gone. */
  remove(cause: number | undefined): void {
    const { pod, gone } = this.#known;
    if (!gone && pod.metadata.deletionTimestamp !== undefined) this.#process.options.api.removePod(pod, cause);
  }

  #write({ pod, view, terminal, sync }: Look): PodStatus {
    const { life, events } = this.#process;
    const deadline = this.#writer.deadline(pod);
    const pastDeadline = deadline !== undefined && deadline <= life.clock.now();
    if (pastDeadline) events.emit({ object: podReference(pod), type: "Normal", ...DEADLINE_EXCEEDED, cause: sync });
    const ending = this.#known.eviction?.ending ?? (pastDeadline ? DEADLINE_EXCEEDED : undefined);
    const status = this.#writer.write({ pod, view, terminal, ending, sync });
    this.#process.prober.statusWritten(pod, status);
    return status;
  }

  #prepare(pod: Pod, view: RuntimeView, secrets: readonly SecretObject[]): Preparation {
    const last = this.#prepared;
    if (last?.pod === pod && last.view === view && last.secrets === secrets) return last;
    const plan = planFor(pod, view, this.#process.rules.status);
    return (this.#prepared = { pod, view, secrets, plan });
  }

  /** The same list as long as it holds the same secrets. */
  #pullSecrets(pod: Pod, cause: number): readonly SecretObject[] {
    const { options, events } = this.#process;
    const { secrets, missing } = readPullSecrets(pod, options.api, options.rules);
    if (missing.length > 0) {
      const reason = "FailedToRetrieveImagePullSecret";
      events.emit({ object: podReference(pod), type: "Warning", reason, message: missingSecretsText(missing), cause });
    }
    const last = this.#prepared?.secrets ?? [];
    return secrets.length === last.length && secrets.every((secret, index) => secret === last[index]) ? last : secrets;
  }

  #tellStopping(pod: Pod, view: RuntimeView, cause: number): void {
    for (const { name, state } of view.containers) {
      if (state !== "running") continue;
      const object = containerReference(pod, listOf(pod, name), { name });
      this.#process.events.emit({ object, type: "Normal", reason: "Killing", message: stoppingText(name), cause });
    }
  }
}

function listOf({ spec }: Pod, name: string): ContainerList {
  if (spec.initContainers?.some((init) => init.name === name)) return "initContainers";
  return spec.ephemeralContainers?.some((debug) => debug.name === name) ? "ephemeralContainers" : "containers";
}

/** Everything gets a second to shut down, also what is deleted with force. */
function gracePeriodOf({ metadata, spec }: Pod): number {
  return Math.max(1, metadata.deletionGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30);
}

function endOf(results: readonly StartResult[]): SyncEnd {
  const failure = results.find(({ reason }) => reason !== undefined);
  if (failure === undefined) return { kind: "well" };
  const cause = failure.reason?.cause;
  const restartAt = results.reduce((first, result) => Math.min(first, result.restartAt ?? Infinity), Infinity);
  return restartAt === Infinity ? new FailedSync(cause) : { kind: "error", cause, restartAt };
}

/** How most syncs end that end in an error. An instance, as `FailedStart`. */
class FailedSync {
  readonly kind = "error";
  readonly cause: number | undefined;

  constructor(cause: number | undefined) {
    this.cause = cause;
  }
}
