import type { ContainerStatus, PodStatus } from "../../kinds/index.ts";

/** Id of the container whose logs are shown, or why there are none. */
export type LogSource = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly message: string };

export interface LogRequest {
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
}

const IMAGE_TEXTS: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: "trying and failing to pull image",
};

/** Chooses by the kubelet's own status, which lags one sync behind (`validateContainerLogStatus` in kubelet_pods.go). */
export function logSource(status: PodStatus, { pod, container, previous }: LogRequest): LogSource {
  const about = `container "${container}" in pod "${pod}"`;
  const found = statusOf(status, container);
  if (found === undefined) return none(`${about} is not available`);
  const { running, terminated, waiting } = found.state;
  const last = found.lastState.terminated;
  if (previous)
    return last?.containerID ? { ok: true, id: last.containerID } : none(`previous terminated ${about} not found`);
  if (running !== undefined) return { ok: true, id: found.containerID ?? "" };
  if (terminated !== undefined || last !== undefined) {
    const id = terminated?.containerID || last?.containerID;
    return id ? { ok: true, id } : none(`${about} is terminated`);
  }
  if (waiting === undefined) return none(`${about} is waiting to start - no logs yet`);
  const { reason = "" } = waiting;
  return none(`${about} is waiting to start: ${IMAGE_TEXTS[reason] ?? reason}`);
}

function statusOf(status: PodStatus, name: string): ContainerStatus | undefined {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status;
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    (container) => container.name === name,
  );
}

function none(message: string): LogSource {
  return { ok: false, message };
}
