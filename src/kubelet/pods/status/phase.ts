import type { Container, ContainerStatus, Pod, PodPhase } from "../../../kinds/index.ts";
import { isSidecar, restartsAfter } from "../restart-policy.ts";

export interface PhaseInput {
  readonly pod: Pod;
  /** Statuses of init and regular containers. */
  readonly statuses: readonly ContainerStatus[];
  readonly terminal: boolean;
  /** A regular container was made in the present sandbox. */
  readonly initialized: boolean;
}

/** Where one container stands, as far as the phase is concerned; undefined where it does not count. */
type Stand = "running" | "waiting" | "unknown" | { readonly exitCode: number };

/**
 * The pod's phase (`getPhase` in kubelet_pods.go). A container that waits and never ran makes the pod Pending, also beside
 * one that runs; one that ran before counts as stopped. Image failures alone never make a pod Failed.
 */
export function phaseOf(input: PhaseInput): PodPhase {
  const { pod, terminal } = input;
  const inits = (pod.spec.initContainers ?? []).filter((init) => !isSidecar(init));
  const standOf = (container: Container): Stand => standFor(input, container.name);
  if (inits.some((init) => hasFailed(standOf(init), init, pod))) return "Failed";
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar).map(standOf);
  const initsPending = inits.some((init) => typeof standOf(init) === "string");
  const sidecarsPending = sidecars.some((stand) => stand === "waiting" || stand === "unknown");
  if (initsPending || (sidecarsPending && !input.initialized)) return "Pending";
  const stands = pod.spec.containers.map(standOf);
  const all = [...stands, ...sidecars];
  if (all.includes("waiting") || all.includes("unknown")) return "Pending";
  if (all.includes("running")) return "Running";
  const codes = stands.flatMap((stand) => (typeof stand === "string" ? [] : stand.exitCode));
  if (codes.length === 0) return "Pending";
  const restarts = pod.spec.containers.some((container, index) => restartsAfter(codes[index] ?? 0, container, pod));
  if (!terminal && restarts) return "Running";
  return codes.every((code) => code === 0) ? "Succeeded" : "Failed";
}

function hasFailed(stand: Stand, init: Container, pod: Pod): boolean {
  return typeof stand !== "string" && stand.exitCode !== 0 && !restartsAfter(stand.exitCode, init, pod);
}

function standFor({ statuses }: PhaseInput, name: string): Stand {
  const status = statuses.find((candidate) => candidate.name === name);
  const { running, waiting, terminated } = status?.state ?? {};
  if (running !== undefined) return "running";
  const ended = terminated ?? (waiting === undefined ? undefined : status?.lastState.terminated);
  if (ended !== undefined) return { exitCode: ended.exitCode };
  return waiting === undefined ? "unknown" : "waiting";
}
