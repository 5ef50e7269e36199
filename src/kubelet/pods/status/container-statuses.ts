import { jsonEqual, oncePerObject } from "../../../base/index.ts";
import type { Container, ContainerState, ContainerStatus, Rules, VolumeMount } from "../../../kinds/index.ts";
import type { ContainerList } from "../references.ts";
import { isSidecar } from "../restart-policy.ts";
import { latest, type Probed, type SeenContainer } from "../runtime-view.ts";
import { isDue } from "../work/due.ts";
import { stateOf } from "./container-state.ts";
import type { StatusInput } from "./status-input.ts";

/** A status while it is put together: what is known of a container is written over what holds of any. */
type Draft = { -readonly [Key in keyof ContainerStatus]: ContainerStatus[Key] };

/**
 * Statuses of one of the pod's lists (`convertToAPIContainerStatuses` in kubelet_pods.go). Init containers keep the order of
 * the spec; the others are sorted by name. One that has not changed is the object that it was.
 */
export function containerStatuses(input: StatusInput, list: ContainerList): readonly ContainerStatus[] {
  const containers = input.pod.spec[list];
  if (containers === undefined) return NO_STATUSES;
  const old = input.old[OLD_LIST[list]] ?? [];
  const statuses = containers.map((container) => {
    const before = old.find(({ name }) => name === container.name);
    const status = fromRuntime(input, container, before);
    tellReason(status, input, { list, container });
    if (list !== "ephemeralContainers")
      tellReadiness(status, { list, container }, latest(input.view, container.name)?.probed);
    return before !== undefined && jsonEqual(status, before) ? before : status;
  });
  return list === "initContainers" ? statuses : statuses.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const NO_STATUSES: readonly ContainerStatus[] = [];

const OLD_LIST = {
  containers: "containerStatuses",
  initContainers: "initContainerStatuses",
  ephemeralContainers: "ephemeralContainerStatuses",
} as const;

function fromRuntime(input: StatusInput, container: Container, old: ContainerStatus | undefined): Draft {
  const [run, earlier] = input.view.containers.filter(({ name }) => name === container.name);
  if (run === undefined) return unseen(input, container, old);
  const lastState = earlier === undefined ? {} : stateOf(earlier);
  const status = draftOf(container, input.rules, { state: stateOf(run), lastState, restartCount: run.attempt });
  tellRun(status, run);
  if (input.rules.status.containerResources) tellResources(status, container);
  return status;
}

/** The runtime knows no such container: it was never made, or was removed. */
function unseen(input: StatusInput, container: Container, old: ContainerStatus | undefined): Draft {
  if (old?.state.terminated !== undefined) return { ...old };
  const hasInits = (input.pod.spec.initContainers ?? []).length > 0;
  const state = { waiting: { reason: hasInits ? "PodInitializing" : "ContainerCreating" } };
  const lastState = old?.lastState ?? {};
  const restartCount = old?.restartCount ?? 0;
  const hasVanished = old?.state.running !== undefined && lastState.terminated === undefined;
  if (!hasVanished) return draftOf(container, input.rules, { state, lastState, restartCount });
  const counts = input.pod.metadata.deletionTimestamp === undefined;
  return draftOf(container, input.rules, { state, lastState: VANISHED, restartCount: restartCount + (counts ? 1 : 0) });
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
function tellReason(status: Draft, input: StatusInput, { list, container }: Listed): void {
  const { state, restartCount } = status;
  const isDone = list === "initContainers" && state.terminated?.exitCode === 0;
  if (isDone || !isDue(container, input.pod, input.view)) return;
  const said = input.reasonOf(container.name);
  if (said === undefined) return;
  const { reason, message, failedPulls = 0 } = said;
  status.state = { waiting: message === "" ? { reason } : { reason, message } };
  if (state.terminated !== undefined) status.lastState = state;
  status.restartCount = Math.max(restartCount, failedPulls);
}

/** A container is started and ready while it runs, unless probes say otherwise; an init container is ready once it is done. */
function tellReadiness(status: Draft, { list, container }: Listed, probed: Probed | undefined): void {
  const { running, terminated } = status.state;
  const waitsForEnd = list === "initContainers" && !isSidecar(container);
  status.started = running !== undefined && probed?.isStarted !== false;
  const isReady = status.started && probed?.isReady !== false;
  status.ready = waitsForEnd ? terminated?.exitCode === 0 : isReady;
}

type Past = Pick<ContainerStatus, "state" | "lastState" | "restartCount">;

function draftOf(container: Container, rules: Rules, { state, lastState, restartCount }: Past): Draft {
  const { name, image = "" } = container;
  const common = { name, ready: false, image, imageID: "" };
  const mounts = rules.status.volumeMounts ? mountsOf(container) : NO_MOUNTS;
  if (mounts.length === 0) return { ...common, state, lastState, restartCount };
  return { ...common, volumeMounts: mounts, state, lastState, restartCount };
}

function tellRun(status: Draft, { image, imageRef, id }: SeenContainer): void {
  status.image = image;
  status.imageID = imageRef;
  status.containerID = id;
}

type MountStatus = NonNullable<ContainerStatus["volumeMounts"]>[number];

const NO_MOUNTS: readonly MountStatus[] = [];

const mountsOf = oncePerObject(({ volumeMounts = [] }: Container): readonly MountStatus[] =>
  volumeMounts.map(mountStatus),
);

function mountStatus({ name, mountPath = "", readOnly = false }: VolumeMount): MountStatus {
  return { name, mountPath, ...(readOnly ? { readOnly, recursiveReadOnly: "Disabled" } : {}) };
}

function tellResources(status: Draft, { resources = {} }: Container): void {
  const { requests } = resources;
  status.resources = resources;
  if (requests !== undefined) status.allocatedResources = requests;
}
