import type { Container, ObjectReference, Pod, StatusRules, Volume } from "../../../kinds/index.ts";
import { type ContainerList, containerReference, identityOf } from "../references.ts";
import { type ReasonKey, reasonKey } from "../reason-cache.ts";
import { isSidecar } from "../restart-policy.ts";
import { latest, NOTHING_SEEN, type RuntimeView } from "../runtime-view.ts";
import { isDue } from "./due.ts";
import { stopText } from "./event-texts.ts";
import type { ImageWish } from "./image-request.ts";
import { initPlan } from "./init-plan.ts";

/** A container that is to be started, and what events about it are about. */
export interface Start {
  readonly container: Container;
  readonly object: ObjectReference;
  /** What of its wish for an image stays the same. */
  readonly wish: ImageWish;
  /** Where the kubelet notes why it could not be started. */
  readonly reasonKey: ReasonKey;
  /** Without it nothing that follows is tried: an init container, unless it is a sidecar. */
  readonly endsSync: boolean;
}

/** A running container that has to end, what the event says, and how long it has. */
export interface Stop {
  readonly id: string;
  readonly object: ObjectReference;
  readonly message: string;
  readonly graceSeconds: number;
}

/** What a sync has to do for a pod, in this order. */
export interface Plan {
  readonly createsSandbox: boolean;
  /** Running containers that are stopped first: their image was changed in the spec, or a probe has given them up. */
  readonly stops: readonly Stop[];
  readonly imageVolumes: readonly Volume[];
  /** Ephemeral, init and normal containers, one after the other. */
  readonly starts: readonly Start[];
}

/** Compares what the pod should be with what runs; a new sandbox begins from nothing (kuberuntime_manager.go). */
export function planFor(pod: Pod, view: RuntimeView, { imageVolumes }: StatusRules): Plan {
  const createsSandbox = !view.sandbox?.ready;
  const seen = createsSandbox ? NOTHING_SEEN : view;
  const { initialized, starts: inits } = initPlan(pod, seen);
  const containers = initialized ? pod.spec.containers : [];
  const ephemeral = (pod.spec.ephemeralContainers ?? []).filter(({ name }) => latest(seen, name) === undefined);
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar);
  const stopped = [
    ...stoppedOf(pod, "initContainers", { containers: sidecars, view: seen }),
    ...stoppedOf(pod, "containers", { containers, view: seen }),
  ];
  const restarts = (container: Container): boolean =>
    stopped.some((one) => one.container === container && one.restarts);
  return {
    createsSandbox,
    stops: stopped.map(({ stop }) => stop),
    imageVolumes: imageVolumes ? (pod.spec.volumes ?? []).filter(({ image }) => image !== undefined) : [],
    starts: [
      ...startsOf(pod, "ephemeralContainers", ephemeral),
      ...startsOf(pod, "initContainers", [...sidecars.filter(restarts), ...inits]),
      ...startsOf(
        pod,
        "containers",
        containers.filter((container) => restarts(container) || isDue(container, pod, seen)),
      ),
    ],
  };
}

interface Stopped {
  readonly container: Container;
  readonly stop: Stop;
  readonly restarts: boolean;
}

interface Listed {
  readonly containers: readonly Container[];
  readonly view: RuntimeView;
}

/** A changed container is restarted whatever its policy says, one that a probe has given up unless it may not be. */
function stoppedOf(pod: Pod, list: ContainerList, { containers, view }: Listed): Stopped[] {
  return containers.flatMap((container) => {
    const run = latest(view, container.name);
    if (run?.state !== "running") return [];
    const isChanged = list === "containers" && run.specImage !== container.image;
    const failed = isChanged ? undefined : run.probed?.failed;
    if (!isChanged && failed === undefined) return [];
    const restarts = isChanged || list === "initContainers" || pod.spec.restartPolicy !== "Never";
    const message = stopText(container.name, { list, failed, restarts });
    const grace = failed === undefined ? undefined : container[`${failed}Probe`]?.terminationGracePeriodSeconds;
    const graceSeconds = grace ?? pod.spec.terminationGracePeriodSeconds ?? 30;
    const object = containerReference(pod, list, container);
    return [{ container, stop: { id: run.id, object, message, graceSeconds }, restarts }];
  });
}

function startsOf(pod: Pod, list: ContainerList, containers: readonly Container[]): Start[] {
  const identity = identityOf(pod);
  return containers.map((container) => {
    const object = containerReference(pod, list, container);
    const { name, image = "", imagePullPolicy: policy = "IfNotPresent" } = container;
    const wish = { pod: identity, object, container: name, image, policy };
    const key = reasonKey(identity.uid, name);
    return { container, object, wish, reasonKey: key, endsSync: list === "initContainers" && !isSidecar(container) };
  });
}
