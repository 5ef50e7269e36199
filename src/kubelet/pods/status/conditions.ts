import type { ContainerStatus, Pod, PodCondition, PodPhase, Rules } from "../../../kinds/index.ts";
import { isSidecar } from "../restart-policy.ts";
import type { Ending } from "./status-input.ts";

export interface ConditionsInput {
  readonly pod: Pod;
  readonly phase: PodPhase;
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
  readonly sandboxReady: boolean;
  readonly rules: Rules;
  readonly ending: Ending | undefined;
  /** Settled ones of the status before; one that says the same is taken again. */
  readonly known: readonly PodCondition[];
}

type Finding = Pick<PodCondition, "status" | "reason" | "message">;

const TRUE: Finding = { status: "True" };
const FALSE: Finding = { status: "False" };

/** Conditions that the kubelet owns; what others wrote is left as it is. */
const OWNED: ReadonlySet<string> = new Set([
  "PodReadyToStartContainers",
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodScheduled",
]);

/** The pod's conditions in the order in which the kubelet writes them, without transition times (status/generate.go). */
export function conditionsOf(input: ConditionsInput): readonly PodCondition[] {
  const { pod, rules, sandboxReady, known } = input;
  const ready = readiness(input);
  const generation = rules.status.observedGeneration ? pod.metadata.generation : undefined;
  const conditions = (pod.status?.conditions ?? []).filter(({ type }) => !OWNED.has(type));
  const add = (type: string, finding: Finding): void => {
    conditions.push(conditionOf(type, { generation, finding }, known));
  };
  if (rules.status.readyToStartContainers) add("PodReadyToStartContainers", sandboxReady ? TRUE : FALSE);
  add("Initialized", initialization(input));
  add("Ready", ready);
  add("ContainersReady", ready);
  add("PodScheduled", TRUE);
  if (input.ending?.reason === EVICTED && !conditions.some(({ type }) => type === DISRUPTED)) {
    add(DISRUPTED, { status: "True", reason: "TerminationByKubelet", message: input.ending.message });
  }
  return conditions;
}

/** Told of a pod that others have ended (pkg/kubelet/eviction). */
const DISRUPTED = "DisruptionTarget";
const EVICTED = "Evicted";

interface Found {
  readonly generation: number | undefined;
  readonly finding: Finding;
}

function conditionOf(type: string, { generation, finding }: Found, known: readonly PodCondition[]): PodCondition {
  const before = known.find((condition) => condition.type === type);
  if (before !== undefined && before.observedGeneration === generation && saysTheSame(before, finding)) return before;
  const observed = generation === undefined ? {} : { observedGeneration: generation };
  return { type, ...observed, ...finding, lastProbeTime: null };
}

function saysTheSame(one: Finding, other: Finding): boolean {
  return one.status === other.status && one.reason === other.reason && one.message === other.message;
}

/** Sidecars count, other init containers do not. Without probes a container is ready while it runs. */
function readiness({ pod, phase, initStatuses, statuses }: ConditionsInput): Finding {
  if (phase === "Succeeded") return { status: "False", reason: "PodCompleted" };
  if (phase === "Failed") return { status: "False", reason: "PodFailed" };
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar);
  const unready = [...sidecars, ...pod.spec.containers].filter(
    ({ name }) => !(find(name, initStatuses) ?? find(name, statuses))?.ready,
  );
  if (unready.length === 0) return TRUE;
  const message = `containers with unready status: ${listed(unready)}`;
  return { status: "False", reason: "ContainersNotReady", message };
}

/** A pod stays initialized once a regular container has started, also while its sidecars restart. */
function initialization({ pod, phase, initStatuses, statuses }: ConditionsInput): Finding {
  if (phase === "Succeeded") return { status: "True", reason: "PodCompleted" };
  const hasStarted = statuses.some(({ state }) => state.running !== undefined || state.terminated !== undefined);
  const incomplete = (pod.spec.initContainers ?? []).filter((init) => {
    const status = find(init.name, initStatuses);
    return isSidecar(init) ? !status?.started : !status?.ready;
  });
  if (hasStarted || incomplete.length === 0) return TRUE;
  const message = `containers with incomplete status: ${listed(incomplete)}`;
  return { status: "False", reason: "ContainersNotInitialized", message };
}

function find(name: string, statuses: readonly ContainerStatus[]): ContainerStatus | undefined {
  return statuses.find((status) => status.name === name);
}

/** `[a b]`, as Go prints a slice of texts. */
function listed(containers: readonly { readonly name: string }[]): string {
  return `[${containers.map(({ name }) => name).join(" ")}]`;
}
