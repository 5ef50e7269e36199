import type { Container, ContainerState, ContainerStatus, Rules, VolumeMount } from "../../../kinds/index.ts";
import type { ContainerList } from "../references.ts";
import { isSidecar } from "../restart-policy.ts";
import { isDue } from "../work/due.ts";
import { stateOf } from "./container-state.ts";
import type { StatusInput } from "./status-input.ts";

/**
 * Statuses of one of the pod's lists (`convertToAPIContainerStatuses` in kubelet_pods.go). Init containers keep the order of
 * the spec; the others are sorted by name.
 */
export function containerStatuses(input: StatusInput, list: ContainerList): readonly ContainerStatus[] {
  const containers = input.pod.spec[list];
  if (containers === undefined) return NO_STATUSES;
  const old = input.old[OLD_LIST[list]] ?? [];
  const statuses = containers.map((container) => {
    const before = old.find(({ name }) => name === container.name);
    const status = withReason(input, { list, container }, fromRuntime(input, container, before));
    return list === "ephemeralContainers" ? status : withReadiness(status, list, container);
  });
  return list === "initContainers" ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const NO_STATUSES: readonly ContainerStatus[] = [];

const OLD_LIST = {
  containers: "containerStatuses",
  initContainers: "initContainerStatuses",
  ephemeralContainers: "ephemeralContainerStatuses",
} as const;

function fromRuntime(input: StatusInput, container: Container, old: ContainerStatus | undefined): ContainerStatus {
  const [run, earlier] = input.view.containers.filter(({ name }) => name === container.name);
  if (run === undefined) return unseen(input, container, old);
  return {
    ...base(container, input.rules),
    state: stateOf(run),
    lastState: earlier === undefined ? {} : stateOf(earlier),
    restartCount: run.attempt,
    image: run.image,
    imageID: run.imageRef,
    containerID: run.id,
    ...(input.rules.status.containerResources ? resourcesOf(container) : {}),
  };
}

/** The runtime knows no such container: it was never made, or was removed. */
function unseen(input: StatusInput, container: Container, old: ContainerStatus | undefined): ContainerStatus {
  if (old?.state.terminated !== undefined) return old;
  const hasInits = (input.pod.spec.initContainers ?? []).length > 0;
  const status = {
    ...base(container, input.rules),
    state: { waiting: { reason: hasInits ? "PodInitializing" : "ContainerCreating" } },
    lastState: old?.lastState ?? {},
    restartCount: old?.restartCount ?? 0,
  };
  if (old?.state.running === undefined || status.lastState.terminated !== undefined) return status;
  const deleted = input.pod.metadata.deletionTimestamp !== undefined;
  return { ...status, lastState: VANISHED, restartCount: status.restartCount + (deleted ? 0 : 1) };
}

const VANISHED: ContainerState = {
  terminated: {
    exitCode: 137,
    reason: "ContainerStatusUnknown",
    message: "The container could not be located when the pod was deleted.  The container used to be Running",
    startedAt: null,
    finishedAt: null,
  },
};

interface Listed {
  readonly list: ContainerList;
  readonly container: Container;
}

/** Only containers that ought to be started tell why they are not; an init container that is done never does. */
function withReason(input: StatusInput, { list, container }: Listed, status: ContainerStatus): ContainerStatus {
  const isDone = list === "initContainers" && status.state.terminated?.exitCode === 0;
  if (isDone || !isDue(container, input.pod, input.view)) return status;
  const reason = input.reasonOf(container.name);
  if (reason === undefined) return status;
  const { state, lastState, restartCount } = status;
  const { message, failedPulls = 0 } = reason;
  return {
    ...status,
    state: { waiting: { reason: reason.reason, ...(message === "" ? {} : { message }) } },
    lastState: state.terminated === undefined ? lastState : state,
    restartCount: Math.max(restartCount, failedPulls),
  };
}

/** Without probes a container is started and ready while it runs; an init container is ready once it is done. */
function withReadiness(status: ContainerStatus, list: ContainerList, container: Container): ContainerStatus {
  const started = status.state.running !== undefined;
  const waitsForEnd = list === "initContainers" && !isSidecar(container);
  return { ...status, started, ready: waitsForEnd ? status.state.terminated?.exitCode === 0 : started };
}

function base({ name, image = "", volumeMounts = [] }: Container, { status }: Rules) {
  const mounts = status.volumeMounts && volumeMounts.length > 0 ? { volumeMounts: volumeMounts.map(mountStatus) } : {};
  return { name, ready: false, image, imageID: "", ...mounts };
}

function mountStatus({ name, mountPath = "", readOnly = false }: VolumeMount): VolumeMountStatus {
  return { name, mountPath, ...(readOnly ? { readOnly, recursiveReadOnly: "Disabled" } : {}) };
}

type VolumeMountStatus = NonNullable<ContainerStatus["volumeMounts"]>[number];

function resourcesOf({ resources = {} }: Container): Pick<ContainerStatus, "resources" | "allocatedResources"> {
  const { requests } = resources;
  return { resources, ...(requests === undefined ? {} : { allocatedResources: requests }) };
}
