import type { Outcome } from "../../base/index.ts";
import type { Pod } from "../../kinds/index.ts";
import type { CriError, RuntimeContainer, RuntimeService, StartContainerRequest } from "../ports.ts";
import { uidOf } from "./references.ts";
import { NOTHING_SEEN, type RuntimeView } from "./runtime-view.ts";

/** The calls with which a sync changes something. */
export interface PodRuntime {
  runPodSandbox(pod: Pod, cause?: number): Promise<Outcome<string, CriError>>;
  createContainer(request: Omit<StartContainerRequest, "attempt">): Promise<Outcome<RuntimeContainer, CriError>>;
  startContainer(pod: Pod, id: string, cause?: number): Promise<Outcome<void, CriError>>;
  stopContainer(pod: Pod, id: string, graceSeconds: number): Promise<void>;
  killPod(pod: Pod, graceSeconds: number): Promise<void>;
}

interface Labels {
  sandbox?: { readonly ip: string; readonly ready: boolean };
  /** By container id. */
  readonly containers: Map<string, { readonly name: string; readonly attempt: number; readonly specImage: string }>;
}

/**
 * The runtime with the labels and annotations that a kubelet puts on sandboxes and containers. A real runtime gives them
 * back; they are kept here, because the ports leave them out. So they outlive the kubelet's process.
 */
export class LabelledRuntime implements PodRuntime {
  readonly #runtime: RuntimeService;
  readonly #labels = new Map<string, Labels>();

  constructor(runtime: RuntimeService) {
    this.#runtime = runtime;
  }

  async runPodSandbox(pod: Pod, cause?: number): Promise<Outcome<string, CriError>> {
    const answer = await this.#runtime.runPodSandbox(pod, cause);
    if (answer.ok) this.#labelsOf(pod).sandbox = { ip: answer.value, ready: true };
    return answer;
  }

  async createContainer(request: Omit<StartContainerRequest, "attempt">): Promise<Outcome<RuntimeContainer, CriError>> {
    const { containers } = this.#labelsOf(request.pod);
    const { name, image: specImage = "" } = request.container;
    const runs = [...containers.values()].filter((label) => label.name === name);
    const last = runs.at(-1);
    const attempt = last === undefined ? attemptsBefore(request.pod, name) : last.attempt + 1;
    const answer = await this.#runtime.createContainer({ ...request, attempt });
    if (answer.ok) containers.set(answer.value.id, { name, attempt, specImage });
    return answer;
  }

  startContainer(pod: Pod, id: string, cause?: number): Promise<Outcome<void, CriError>> {
    return this.#runtime.startContainer(pod, id, cause);
  }

  async stopContainer(pod: Pod, id: string, graceSeconds: number): Promise<void> {
    await this.#runtime.stopContainer?.(pod, id, graceSeconds);
  }

  /** The sandbox's address stays known. */
  async killPod(pod: Pod, graceSeconds: number): Promise<void> {
    await this.#runtime.killPod(pod, graceSeconds);
    const labels = this.#labelsOf(pod);
    if (labels.sandbox !== undefined) labels.sandbox = { ...labels.sandbox, ready: false };
  }

  view(podUid: string): RuntimeView {
    const labels = this.#labels.get(podUid);
    if (labels === undefined) return NOTHING_SEEN;
    const { sandbox, containers } = labels;
    const seen = this.#runtime.containers(podUid).map((container) => {
      const { attempt = 0, specImage = container.image } = containers.get(container.id) ?? {};
      return { ...container, attempt, specImage };
    });
    return { ...(sandbox === undefined ? {} : { sandbox }), containers: seen };
  }

  forget(podUid: string): void {
    this.#labels.delete(podUid);
  }

  #labelsOf(pod: Pod): Labels {
    const labels = this.#labels.get(uidOf(pod)) ?? { containers: new Map() };
    this.#labels.set(uidOf(pod), labels);
    return labels;
  }
}

/** Runs of a container that the runtime has lost, as after its machine was off; a kubelet knows them by their logs. */
function attemptsBefore({ status }: Pod, name: string): number {
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  const known = statuses.find((container) => container.name === name);
  return known?.containerID === undefined ? 0 : known.restartCount + 1;
}
