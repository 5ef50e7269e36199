import type { Pod } from "../../kinds/index.ts";
import { PullRecordFiles } from "../images/index.ts";
import type { Eviction, Kubelet, KubeletOptions, LogsAnswer } from "./contract.ts";
import type { KnownPod } from "./known-pod.ts";
import { type KubeletProcess, startProcess } from "./kubelet-process.ts";
import { LabelledRuntime } from "./labelled-runtime.ts";
import { logSource } from "./logs.ts";
import { PodWorker } from "./pod-worker.ts";
import { podReference, uidOf } from "./references.ts";

/** The kubelet of one node, without pods. */
export function createKubelet(options: KubeletOptions): Kubelet {
  return new NodeKubelet(options);
}

class NodeKubelet implements Kubelet {
  readonly #options: KubeletOptions;
  readonly #runtime: LabelledRuntime;
  /** On disk: outlives the process. */
  readonly #records: PullRecordFiles;
  readonly #pods = new Map<string, KnownPod>();
  readonly #workers = new Map<string, PodWorker>();
  #killed = new AbortController();
  #process: KubeletProcess;

  constructor(options: KubeletOptions) {
    this.#options = options;
    this.#records = options.records ?? new PullRecordFiles();
    this.#runtime = new LabelledRuntime(options.runtime);
    this.#process = this.#start();
    options.runtime.onChange((podUid) => {
      if (this.#pods.has(podUid)) this.#process.relister.changed(podUid);
    });
  }

  podChanged(pod: Pod, cause?: number): void {
    const uid = uidOf(pod);
    const known = this.#pods.get(uid);
    if (known === undefined) return this.#begin(pod, cause);
    known.pod = pod;
    this.#workers.get(uid)?.update(pod.metadata.deletionTimestamp === undefined ? "updated" : "deleted", cause);
  }

  podRemoved(pod: Pod): void {
    const known = this.#pods.get(uidOf(pod));
    if (known === undefined) return;
    known.gone = true;
    this.#workers.get(uidOf(pod))?.update("deleted");
  }

  evict(pod: Pod, { message, graceSeconds }: Eviction): void {
    const known = this.#pods.get(uidOf(pod));
    if (known === undefined || known.eviction !== undefined) return;
    this.#process.events.emit({ object: podReference(pod), type: "Warning", reason: "Evicted", message });
    known.eviction = { ending: { reason: "Evicted", message }, graceSeconds };
    this.#workers.get(uidOf(pod))?.update("updated");
  }

  restart(cause?: number): void {
    this.#killed.abort();
    this.#killed = new AbortController();
    this.#process = this.#start();
    this.#workers.clear();
    for (const [uid, known] of this.#pods) {
      this.#process.relister.begin(uid);
      this.#look(uid, known).update("restart", cause);
    }
  }

  containerLogs(pod: Pod, container: string, previous: boolean): LogsAnswer {
    const status = this.#workers.get(uidOf(pod))?.status ?? pod.status ?? {};
    const source = logSource(status, { pod: pod.metadata.name ?? "", container, previous });
    return source.ok ? { ok: true, text: this.#options.runtime.logs?.(source.id) ?? "" } : source;
  }

  #start(): KubeletProcess {
    return startProcess({
      options: this.#options,
      runtime: this.#runtime,
      records: this.#records,
      signal: this.#killed.signal,
      onNews: (podUid) => this.#workers.get(podUid)?.update("pleg"),
      onProbe: (podUid) => this.#workers.get(podUid)?.update("probe"),
      statusOf: (podUid) => this.#workers.get(podUid)?.status,
    });
  }

  #begin(pod: Pod, cause: number | undefined): void {
    const known = { pod, published: pod.status ?? {}, gone: false, syncs: 0 };
    this.#pods.set(uidOf(pod), known);
    this.#look(uidOf(pod), known).update("created", cause);
  }

  #look(uid: string, known: KnownPod): PodWorker {
    const worker = new PodWorker(known, this.#process, () => this.#forget(uid));
    this.#workers.set(uid, worker);
    return worker;
  }

  #forget(uid: string): void {
    this.#pods.delete(uid);
    this.#workers.delete(uid);
    this.#process.relister.forget(uid);
    this.#process.prober.forget(uid);
    this.#runtime.forget(uid);
  }
}
