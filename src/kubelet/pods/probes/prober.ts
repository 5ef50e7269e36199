import { oncePerObject } from "../../../base/index.ts";
import type { Container, Pod, PodStatus } from "../../../kinds/index.ts";
import type { EventSink, ProbeAnswer } from "../../ports.ts";
import { type ContainerList, uidOf } from "../references.ts";
import { isSidecar } from "../restart-policy.ts";
import type { Probed, RuntimeView, SeenContainer } from "../runtime-view.ts";
import type { Life } from "../wake-at.ts";
import { type ProbeResult, PROBES, type ProbeType, ProbeWorker } from "./probe-worker.ts";

export interface ProberOptions {
  readonly life: Life;
  readonly events: EventSink;
  readonly statusOf: (podUid: string) => PodStatus | undefined;
  readonly ask: (containerId: string) => ProbeAnswer;
  /** A probe has found something new about the pod. */
  readonly onNews: (podUid: string) => void;
}

interface ProbedPod {
  pod: Pod;
  readonly workers: readonly ProbeWorker[];
  /** By type and container. */
  readonly results: Map<string, ProbeResult>;
}

/** The probes of all pods of a node (pkg/kubelet/prober/prober_manager.go). Pods without probes cost nothing. */
export class Prober {
  readonly #options: ProberOptions;
  readonly #pods = new Map<string, ProbedPod>();

  constructor(options: ProberOptions) {
    this.#options = options;
  }

  /** The pod is about to be run; its probes begin. */
  follow(pod: Pod): void {
    const wanted = probesOf(pod);
    if (wanted.length === 0) return;
    const known = this.#pods.get(uidOf(pod));
    if (known === undefined) this.#begin(pod, wanted);
    else known.pod = pod;
  }

  /** A status was written: readiness that is not there yet is asked for at once. */
  statusWritten(pod: Pod, { containerStatuses = [], initContainerStatuses = [] }: PodStatus): void {
    const known = this.#pods.get(uidOf(pod));
    if (known === undefined) return;
    const waiting = [...containerStatuses, ...initContainerStatuses].filter(
      ({ state, started, ready }) => state.running !== undefined && started === true && !ready,
    );
    for (const worker of known.workers) {
      if (worker.type === "readiness" && waiting.some(({ name }) => name === worker.container)) worker.trigger();
    }
  }

  /** What the runtime tells of a pod, with what probes have found. */
  onto(podUid: string, view: RuntimeView): RuntimeView {
    const known = this.#pods.get(podUid);
    if (known === undefined) return view;
    return { ...view, containers: view.containers.map((container) => withFindings(container, known)) };
  }

  /** The pod is stopped: nothing more is asked, and what was found stays. */
  quiet(podUid: string): void {
    for (const worker of this.#pods.get(podUid)?.workers ?? []) worker.stop();
  }

  forget(podUid: string): void {
    this.quiet(podUid);
    this.#pods.delete(podUid);
  }

  #begin(pod: Pod, wanted: readonly Wanted[]): void {
    const { onNews, statusOf, ask, life, events } = this.#options;
    const uid = uidOf(pod);
    const results = new Map<string, ProbeResult>();
    const workers = wanted.map(
      ({ type, container, list }) =>
        new ProbeWorker({
          type,
          container,
          list,
          probe: container[PROBES[type]] ?? {},
          life,
          events,
          podOf: () => this.#pods.get(uid)?.pod ?? pod,
          statusOf: () => statusOf(uid),
          ask,
          dropped: (id) => results.delete(`${type} ${id}`),
          found: (id, result) => {
            if (results.get(`${type} ${id}`) === result) return;
            results.set(`${type} ${id}`, result);
            if (type !== "liveness" || result === "failure") onNews(uid);
          },
        }),
    );
    this.#pods.set(uid, { pod, workers, results });
    for (const worker of workers) worker.start();
  }
}

interface Wanted {
  readonly type: ProbeType;
  readonly container: Container;
  readonly list: ContainerList;
}

const TYPES: readonly ProbeType[] = ["startup", "readiness", "liveness"];

/** Init containers are probed only where they run on beside the others. */
const probesOf = oncePerObject(({ spec }: Pod): readonly Wanted[] => {
  const sidecars = (spec.initContainers ?? []).filter(isSidecar);
  const of = (list: ContainerList, containers: readonly Container[]): Wanted[] =>
    containers.flatMap((container) =>
      TYPES.filter((type) => container[PROBES[type]] !== undefined).map((type) => ({ type, container, list })),
    );
  return [...of("containers", spec.containers), ...of("initContainers", sidecars)];
});

/** Without a startup probe a container is started when it runs, without a readiness probe it is ready then. */
function withFindings(container: SeenContainer, { workers, results }: ProbedPod): SeenContainer {
  const own = workers.filter((worker) => worker.container === container.name);
  if (own.length === 0 || container.state !== "running") return container;
  const has = (type: ProbeType): boolean => own.some((worker) => worker.type === type);
  const result = (type: ProbeType): ProbeResult | undefined => results.get(`${type} ${container.id}`);
  const failed = (["liveness", "startup"] as const).find((type) => result(type) === "failure");
  const probed: Probed = {
    isStarted: !has("startup") || result("startup") === "success",
    isReady: !has("readiness") || result("readiness") === "success",
    ...(failed === undefined ? {} : { failed }),
  };
  return { ...container, probed };
}
