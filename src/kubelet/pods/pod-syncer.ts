import type { Instant } from "../../base/index.ts";
import type { Pod, PodStatus } from "../../kinds/index.ts";
import type { KnownPod } from "./known-pod.ts";
import type { KubeletProcess } from "./kubelet-process.ts";
import { missingSecretsText, type PullSecrets, readPullSecrets } from "./pull-secrets.ts";
import { type ContainerList, containerReference, podReference, uidOf } from "./references.ts";
import type { RuntimeView } from "./runtime-view.ts";
import { isFinal } from "./status/final.ts";
import { StatusWriter } from "./status-writer.ts";
import type { SyncEnd } from "./sync-times.ts";
import { carryOut } from "./work/carry-out.ts";
import { stoppingText } from "./work/event-texts.ts";
import type { StartResult } from "./work/job.ts";
import { planFor } from "./work/plan.ts";

/** The syncs of one pod, one kind for each part of its life (`SyncPod`, `SyncTerminatingPod`, `SyncTerminatedPod` in kubelet.go). */
export class PodSyncer {
  readonly #known: KnownPod;
  readonly #process: KubeletProcess;
  readonly #writer: StatusWriter;

  constructor(known: KnownPod, process: KubeletProcess) {
    this.#known = known;
    this.#process = process;
    this.#writer = new StatusWriter(known, process.options, process.reasons);
  }

  get status(): PodStatus {
    return this.#writer.status;
  }

  get deadline(): Instant | undefined {
    return this.#writer.pastDeadline ? undefined : this.#writer.deadline;
  }

  /** Publishes what is known, then works: the outcome shows at the next sync. */
  async run(pod: Pod, sync: number): Promise<SyncEnd> {
    const { relister, reasons, rules } = this.#process;
    const view = relister.view(uidOf(pod));
    const status = this.#writer.write({ view, terminal: false, sync });
    if (isFinal(status)) return { kind: "next-part" };
    const { secrets } = this.#pullSecrets(pod, sync);
    const results = await carryOut({ pod, view, plan: planFor(pod, view), secrets, sync }, this.#process);
    if (!results.ok) return { kind: "error" };
    for (const { container, reason } of results.value) reasons.update(uidOf(pod), container, reason);
    if (!rules.status.lagsOneSync) this.#writer.write({ view, terminal: false, sync });
    return endOf(results.value);
  }

  /** Stops what runs; the status tells it before and after. */
  async terminate(pod: Pod, sync: number): Promise<SyncEnd> {
    const { relister, runtime } = this.#process;
    const uid = uidOf(pod);
    const view = relister.view(uid);
    this.#writer.write({ view, terminal: false, sync });
    this.#tellStopping(pod, view, sync);
    await runtime.killPod(pod, gracePeriodOf(pod));
    this.#writer.write({ view: relister.begin(uid), terminal: true, sync });
    return { kind: "next-part" };
  }

  /** Nothing of the pod is left on the node: its last status, and the end of its object where it was deleted. */
  finish(sync: number): SyncEnd {
    this.#writer.terminate(sync);
    this.remove(sync);
    return { kind: "well" };
  }

  /** The API server keeps a deleted pod until its kubelet says that it is gone. */
  remove(cause: number | undefined): void {
    const { pod, gone } = this.#known;
    if (!gone && pod.metadata.deletionTimestamp !== undefined) this.#process.options.api.removePod(pod, cause);
  }

  #pullSecrets(pod: Pod, cause: number): PullSecrets {
    const { options, events } = this.#process;
    const secrets = readPullSecrets(pod, options.api, options.rules);
    if (secrets.missing.length > 0) {
      const message = missingSecretsText(secrets.missing);
      const reason = "FailedToRetrieveImagePullSecret";
      events.emit({ object: podReference(pod), type: "Warning", reason, message, cause });
    }
    return secrets;
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

function gracePeriodOf({ metadata, spec }: Pod): number {
  return metadata.deletionGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
}

function endOf(results: readonly StartResult[]): SyncEnd {
  if (results.every(({ reason }) => reason === undefined)) return { kind: "well" };
  const restarts = results.flatMap(({ restartAt }) => restartAt ?? []);
  return restarts.length === 0 ? { kind: "error" } : { kind: "error", restartAt: Math.min(...restarts) };
}
