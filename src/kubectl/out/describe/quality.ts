import { type JsonObject, objectAt } from "../../../base/index.ts";
import {
  addQuantities,
  compareQuantities,
  type PrinterRules,
  type Quantity,
  ZERO_QUANTITY,
} from "../../../kinds/index.ts";
import { isSetAt, objectsAt } from "../fields.ts";
import { quantityOf } from "./resources.ts";

const COUNTED = ["cpu", "memory"] as const;

/** The class of a pod whose status does not tell it yet, from requests and limits of CPU and memory. */
export function qualityOf(podSpec: unknown, rules: PrinterRules): "BestEffort" | "Burstable" | "Guaranteed" {
  const holders = resourcesOf(podSpec, rules);
  const requests = COUNTED.map((name) => total(holders, "requests", name));
  const limits = COUNTED.map((name) => total(holders, "limits", name));
  if ([...requests, ...limits].every((amount) => !isPositive(amount))) return "BestEffort";
  const areLimited = holders.every((holder) => COUNTED.every((name) => isPositive(amountOf(holder, "limits", name))));
  const areEqual = requests.every((amount, index) => compareQuantities(amount, limits[index] ?? ZERO_QUANTITY) === 0);
  return areLimited && areEqual ? "Guaranteed" : "Burstable";
}

/** Those of the pod itself count alone, where there are any. */
function resourcesOf(podSpec: unknown, { describePodResources }: PrinterRules): readonly JsonObject[] {
  if (describePodResources && isSetAt(podSpec, "resources")) return [objectAt(podSpec, "resources")];
  const containers = [...objectsAt(podSpec, "containers"), ...objectsAt(podSpec, "initContainers")];
  return containers.map((container) => objectAt(container, "resources"));
}

function total(holders: readonly JsonObject[], list: string, name: string): Quantity {
  return holders.map((holder) => amountOf(holder, list, name)).reduce(addQuantities, ZERO_QUANTITY);
}

function amountOf(holder: JsonObject, list: string, name: string): Quantity {
  return quantityOf(objectAt(holder, list)[name]);
}

function isPositive(amount: Quantity): boolean {
  return compareQuantities(amount, ZERO_QUANTITY) > 0;
}
