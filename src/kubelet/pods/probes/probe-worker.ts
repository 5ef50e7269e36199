import type { Instant } from "../../../base/index.ts";
import type { Container, ContainerStatus, Pod, PodStatus, Probe } from "../../../kinds/index.ts";
import type { EventSink, ProbeAnswer } from "../../ports.ts";
import { type ContainerList, containerReference } from "../references.ts";
import { isFinal } from "../status/final.ts";
import { type Life, wakeAt } from "../wake-at.ts";
import { failureText } from "./probe-text.ts";

export const PROBES = { startup: "startupProbe", readiness: "readinessProbe", liveness: "livenessProbe" } as const;
export type ProbeType = keyof typeof PROBES;
export type ProbeResult = "unknown" | "success" | "failure";

/** What counts until a probe has found something. */
const INITIAL: Readonly<Record<ProbeType, ProbeResult>> = {
  startup: "unknown",
  readiness: "failure",
  liveness: "success",
};
const NAMES: Readonly<Record<ProbeType, string>> = { startup: "Startup", readiness: "Readiness", liveness: "Liveness" };
const PERIOD = 10;
const FAILURES = 3;

export interface ProbeWorkerOptions {
  readonly type: ProbeType;
  readonly probe: Probe;
  readonly container: Container;
  readonly list: ContainerList;
  readonly life: Life;
  readonly events: EventSink;
  readonly podOf: () => Pod;
  /** What the kubelet has noted of the pod. */
  readonly statusOf: () => PodStatus | undefined;
  readonly ask: (containerId: string) => ProbeAnswer;
  /** A result that is new for this container. */
  readonly found: (containerId: string, result: ProbeResult) => void;
  /** The container is not the one any more that was probed. */
  readonly dropped: (containerId: string) => void;
}

/** One probe of one container, again and again, whatever run of the container it meets (pkg/kubelet/prober/worker.go). */
export class ProbeWorker {
  readonly #options: ProbeWorkerOptions;
  #containerId = "";
  #last: ProbeResult = "unknown";
  /** How many times in a row. */
  #run = 0;
  /** Nothing is asked until there is a new container. */
  #isOnHold = false;
  #isStopped = false;
  #turn = 0;

  constructor(options: ProbeWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#tick();
  }

  /** Readiness is asked for at once when a status shows that the container runs; the period begins anew. */
  trigger(): void {
    this.#options.life.clock.start(() => this.#tick());
  }

  stop(): void {
    this.#isStopped = true;
  }

  get type(): ProbeType {
    return this.#options.type;
  }

  get container(): string {
    return this.#options.container.name;
  }

  #tick(): void {
    const { life, probe } = this.#options;
    if (this.#isStopped || life.signal.aborted) return;
    const turn = (this.#turn += 1);
    this.#probe();
    const next: Instant = life.clock.now() + (probe.periodSeconds ?? PERIOD) * 1000;
    wakeAt(life, next, () => {
      if (turn === this.#turn) this.#tick();
    });
  }

  #probe(): void {
    const { type, found } = this.#options;
    const status = this.#options.statusOf();
    if (status === undefined) return;
    if (isFinal(status)) return this.stop();
    const container = this.#find(status);
    const id = container?.containerID ?? "";
    if (container === undefined || id === "") return;
    if (id !== this.#containerId) this.#begin(id);
    if (this.#isOnHold) return;
    if (container.state.running === undefined) return found(id, "failure");
    if (!this.#isTime(container)) return;
    const result = this.#ask(id, status);
    this.#run = result === this.#last ? this.#run + 1 : 1;
    this.#last = result;
    if (this.#run < this.#threshold(result)) return;
    found(id, result);
    if (type === "startup" || (type === "liveness" && result === "failure")) {
      this.#isOnHold = true;
      this.#run = 0;
    }
  }

  #find({ containerStatuses = [], initContainerStatuses = [] }: PodStatus): ContainerStatus | undefined {
    return [...containerStatuses, ...initContainerStatuses].find(({ name }) => name === this.container);
  }

  #begin(id: string): void {
    const { type, found, dropped } = this.#options;
    if (this.#containerId !== "") dropped(this.#containerId);
    this.#containerId = id;
    this.#isOnHold = false;
    found(id, INITIAL[type]);
  }

  /** After the delay; the startup probe until the container counts as started, the others from then on. */
  #isTime({ state, started }: ContainerStatus): boolean {
    const { type, probe, life } = this.#options;
    const since = Date.parse(state.running?.startedAt ?? "");
    const seconds = Math.floor((life.clock.now() - since) / 1000);
    if (seconds < (probe.initialDelaySeconds ?? 0)) return false;
    return (started === true) !== (type === "startup");
  }

  #ask(id: string, { podIP = "" }: PodStatus): ProbeResult {
    const { type, probe, container, list, ask, events, podOf } = this.#options;
    const answer = ask(id);
    if (answer === "ok") return "success";
    const message = `${NAMES[type]} probe failed: ${failureText(answer, { probe, container, podIP })}`;
    events.emit({
      object: containerReference(podOf(), list, container),
      type: "Warning",
      reason: "Unhealthy",
      message,
    });
    return "failure";
  }

  #threshold(result: ProbeResult): number {
    const { probe } = this.#options;
    return result === "failure" ? (probe.failureThreshold ?? FAILURES) : (probe.successThreshold ?? 1);
  }
}
