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

/** What a pod requests, or is limited to: its containers and sidecars together, or its largest init container. */
export function podUse(pod: JsonObject, list: List, use: PodUse): Amounts {
  const own = containersUse(pod, list, use);
  const podLevel = use.startsWith("effective") ? podLevelAmounts(pod, list) : NO_AMOUNTS;
  const amounts = new Map([...own, ...podLevel]);
  const overhead = amountsAt(objectAt(pod, "spec"), "overhead");
  if (list === "requests") return sumOf(amounts, overhead);
  return sumOf(
    amounts,
    filtered(overhead, (name) => isNotZero(amounts.get(name))),
  );
}

function containersUse(pod: JsonObject, list: List, use: PodUse): Amounts {
  const usedBy = (container: JsonObject): Amounts => containerUse(pod, container, { list, use });
  const main = objectsAt(pod, "spec", "containers").map(usedBy).reduce(sumOf, NO_AMOUNTS);
  let [sidecars, largest] = [NO_AMOUNTS, NO_AMOUNTS];
  for (const container of objectsAt(pod, "spec", "initContainers")) {
    const isSidecar = use !== "spec" && stringAt(container, "restartPolicy") === "Always";
    const together = sumOf(sidecars, usedBy(container));
    if (isSidecar) sidecars = together;
    largest = mostOf(largest, together);
  }
  return mostOf(sumOf(main, sidecars), largest);
}

/** The spec, raised to what the kubelet has granted or set up; that alone where it has found a resize infeasible. */
function containerUse(
  pod: JsonObject,
  container: JsonObject,
  { list, use }: { readonly list: List; readonly use: PodUse },
): Amounts {
  const wanted = amountsAt(objectAt(container, "resources"), list);
  const status = statusOf(pod, container);
  if (status === undefined || use.endsWith("spec") || (list === "limits" && use !== "effective")) return wanted;
  if (use !== "allocated" && !isSetAt(status, "resources")) return wanted;
  const allocated = list === "requests" ? amountsAt(status, "allocatedResources") : NO_AMOUNTS;
  const actuated = use === "allocated" ? NO_AMOUNTS : amountsAt(objectAt(status, "resources"), list);
  const granted = mostOf(actuated, allocated);
  return isResizeInfeasible(pod, use) ? granted : mostOf(wanted, granted);
}

function statusOf(pod: JsonObject, { name, restartPolicy }: JsonObject): JsonObject | undefined {
  const lists = restartPolicy === "Always" ? ["initContainerStatuses"] : ["containerStatuses"];
  return lists.flatMap((list) => objectsAt(pod, "status", list)).find((status) => status["name"] === name);
}

function isResizeInfeasible(pod: JsonObject, use: PodUse): boolean {
  if (use === "allocated") return stringAt(pod, "status", "resize") === "Infeasible";
  const pending = objectsAt(pod, "status", "conditions").find((one) => one["type"] === "PodResizePending");
  return pending?.["reason"] === "Infeasible";
}

/** Resources that a pod can ask for as a whole. */
function podLevelAmounts(pod: JsonObject, list: List): Amounts {
  return filtered(amountsAt(objectAt(pod, "spec", "resources"), list), (name) =>
    /^(cpu|memory|hugepages-.*)$/s.test(name),
  );
}

function amountsAt(holder: JsonObject, list: string): Amounts {
  return new Map(Object.entries(objectAt(holder, list)).map(([name, amount]) => [name, quantityOf(amount)]));
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
