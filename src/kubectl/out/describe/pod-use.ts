import { type JsonObject, objectAt } from "../../../base/index.ts";
import { addQuantities, compareQuantities, type PrinterRules, type Quantity } from "../../../kinds/index.ts";
import { isSetAt, objectsAt, stringAt } from "../fields.ts";
import { quantityOf } from "./resources.ts";

/** Amounts by the name of the resource. */
export type Amounts = ReadonlyMap<string, Quantity>;

export const NO_AMOUNTS: Amounts = new Map();

type List = "requests" | "limits";

/** `effective-spec`: the pod's own resources count, what the kubelet says does not. */
export type PodUse = PrinterRules["describePodUse"] | "effective-spec";

/** What counts beside the specs of the containers. */
interface Reading {
  /** Sidecars run beside the main containers. */
  readonly sidecars: boolean;
  /** What the kubelet says of a container, by the members of its status. */
  readonly status: "none" | "allocatedResources" | "resources" | "both";
  /** It counts for sidecars and for limits too. */
  readonly sidecarStatus: boolean;
  readonly limitStatus: boolean;
  /** Spec and status are compared for the whole pod, not container by container. */
  readonly comparesTotals: boolean;
  /** What the pod as a whole asks for. */
  readonly podLevel: boolean;
}

const SPEC: Reading = {
  sidecars: false,
  status: "none",
  sidecarStatus: false,
  limitStatus: false,
  comparesTotals: false,
  podLevel: false,
};
const GRANTED: Reading = { ...SPEC, sidecars: true, status: "both", sidecarStatus: true };

const READINGS: Readonly<Record<PodUse, Reading>> = {
  spec: SPEC,
  allocated: { ...SPEC, sidecars: true, status: "allocatedResources" },
  actuated: { ...SPEC, sidecars: true, status: "resources" },
  granted: GRANTED,
  effective: { ...GRANTED, limitStatus: true, podLevel: true },
  compared: { ...GRANTED, limitStatus: true, comparesTotals: true, podLevel: true },
  "effective-spec": { ...SPEC, sidecars: true, podLevel: true },
};

/** What a pod requests, or is limited to. */
export function podUse(pod: JsonObject, list: List, use: PodUse): Amounts {
  const reading = READINGS[use];
  const own = reading.comparesTotals ? comparedUse(pod, list) : countedUse(pod, list, reading);
  const podLevel = reading.podLevel ? podLevelAmounts(pod, list) : NO_AMOUNTS;
  const amounts = new Map([...own, ...podLevel]);
  const overhead = amountsAt(pod, "spec", "overhead");
  if (list === "requests") return sumOf(amounts, overhead);
  return sumOf(
    amounts,
    filtered(overhead, (name) => isNotZero(amounts.get(name))),
  );
}

/** What one container counts for. */
type UseOf = (container: JsonObject) => Amounts;

/** Containers and sidecars together, or the largest init container with the sidecars before it. */
function together(pod: JsonObject, useOf: UseOf, isSidecar: (container: JsonObject) => boolean): Amounts {
  const main = objectsAt(pod, "spec", "containers").map(useOf).reduce(sumOf, NO_AMOUNTS);
  let [sidecars, largest] = [NO_AMOUNTS, NO_AMOUNTS];
  for (const container of objectsAt(pod, "spec", "initContainers")) {
    const all = sumOf(sidecars, useOf(container));
    if (isSidecar(container)) sidecars = all;
    largest = mostOf(largest, all);
  }
  return mostOf(sumOf(main, sidecars), largest);
}

function restartsAlways(container: JsonObject): boolean {
  return stringAt(container, "restartPolicy") === "Always";
}

function wantedUse(container: JsonObject, list: List): Amounts {
  return amountsAt(container, "resources", list);
}

/** Container by container. */
function countedUse(pod: JsonObject, list: List, reading: Reading): Amounts {
  const inits = objectsAt(pod, "spec", "initContainers");
  const isSidecar = (container: JsonObject): boolean => reading.sidecars && restartsAlways(container);
  const useOf = (container: JsonObject): Amounts => {
    const hasStatus = !inits.includes(container) || (isSidecar(container) && reading.sidecarStatus);
    return hasStatus ? grantedUse(pod, container, { list, reading }) : wantedUse(container, list);
  };
  return together(pod, useOf, isSidecar);
}

/** The spec, raised to what the kubelet has granted or set up; that alone where it has found a resize infeasible. */
function grantedUse(
  pod: JsonObject,
  container: JsonObject,
  { list, reading }: { readonly list: List; readonly reading: Reading },
): Amounts {
  const wanted = wantedUse(container, list);
  const status = statusOf(pod, container);
  if (status === undefined || reading.status === "none" || (list === "limits" && !reading.limitStatus)) return wanted;
  if (reading.status !== "allocatedResources" && !isSetAt(status, "resources")) return wanted;
  const countsAllocated = reading.status !== "resources" && list === "requests";
  const allocated = countsAllocated ? amountsAt(status, "allocatedResources") : NO_AMOUNTS;
  const actuated = reading.status === "allocatedResources" ? NO_AMOUNTS : amountsAt(status, "resources", list);
  const granted = mostOf(actuated, allocated);
  return isResizeInfeasible(pod, reading) ? granted : mostOf(wanted, granted);
}

/** The largest of three totals: what is wanted, what is granted, and what is set up, each of which fills the gaps of the next. */
function comparedUse(pod: JsonObject, list: List): Amounts {
  const isInfeasible = isResizeInfeasible(pod, GRANTED);
  const wantedOf: UseOf = (container) => wantedUse(container, list);
  const fallbackOf: UseOf = isInfeasible ? () => NO_AMOUNTS : wantedOf;
  const allocatedOf: UseOf = (container) => {
    const status = statusOf(pod, container);
    return list === "requests" && isSetAt(status, "allocatedResources")
      ? amountsAt(status, "allocatedResources")
      : fallbackOf(container);
  };
  const actuatedOf: UseOf = (container) => {
    const status = statusOf(pod, container);
    return isSetAt(status, "resources", list) ? amountsAt(status, "resources", list) : allocatedOf(container);
  };
  const views = isInfeasible ? [allocatedOf, actuatedOf] : [wantedOf, allocatedOf, actuatedOf];
  return views.map((useOf) => together(pod, useOf, restartsAlways)).reduce(mostOf);
}

function statusOf(pod: JsonObject, container: JsonObject): JsonObject | undefined {
  const statuses = ["containerStatuses", "initContainerStatuses"].flatMap((list) => objectsAt(pod, "status", list));
  return statuses.find((status) => status["name"] === container["name"]);
}

/** At first a field of the status told it, then a condition. */
function isResizeInfeasible(pod: JsonObject, { status }: Reading): boolean {
  if (status !== "both") return stringAt(pod, "status", "resize") === "Infeasible";
  const pending = objectsAt(pod, "status", "conditions").find((one) => one["type"] === "PodResizePending");
  return pending?.["reason"] === "Infeasible";
}

/** Resources that a pod can ask for as a whole. */
function podLevelAmounts(pod: JsonObject, list: List): Amounts {
  return filtered(amountsAt(pod, "spec", "resources", list), (name) => /^(cpu|memory|hugepages-.*)$/s.test(name));
}

function amountsAt(holder: unknown, ...path: readonly string[]): Amounts {
  return new Map(Object.entries(objectAt(holder, ...path)).map(([name, amount]) => [name, quantityOf(amount)]));
}

function filtered(amounts: Amounts, keeps: (name: string) => boolean): Amounts {
  return new Map([...amounts].filter(([name]) => keeps(name)));
}

function isNotZero(amount: Quantity | undefined): boolean {
  return amount !== undefined && amount.nano !== 0n;
}

export function sumOf(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, addQuantities);
}

function mostOf(a: Amounts, b: Amounts): Amounts {
  return merged(a, b, (one, other) => (compareQuantities(other, one) > 0 ? other : one));
}

function merged(a: Amounts, b: Amounts, merge: (one: Quantity, other: Quantity) => Quantity): Amounts {
  const result = new Map(a);
  for (const [name, amount] of b) {
    const known = result.get(name);
    result.set(name, known === undefined ? amount : merge(known, amount));
  }
  return result;
}
