import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { qualityOfService } from "../strategy/quality-of-service.ts";
import { added, type Amounts, amountsOf, ONE } from "./amounts.ts";
import { podAmounts } from "./pod-amounts.ts";

const COMPUTE = ["cpu", "memory", "ephemeral-storage"];
const COUNT = "count/pods";
/** What a pod must say about itself where a quota counts it: a mistake that stays for cpu and memory. */
const REQUIRED = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];
const KNOWN: ReadonlySet<string> = new Set([
  COUNT,
  "pods",
  ...COMPUTE.flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
]);

export function isPodResource(name: string): boolean {
  return KNOWN.has(name) || name.startsWith("hugepages-") || /^requests\.(hugepages-|.+\/)/.test(name);
}

/** What a pod counts for; one that has ended, or should be gone, only as an object. */
export function podUsage(pod: KubernetesObject, now: number): Amounts {
  const counted: Amounts = new Map([[COUNT, ONE]]);
  if (!counts(pod, now)) return counted;
  const spec = objectAt(pod, "spec");
  return added(counted, usageOf(podAmounts(spec, "requests"), podAmounts(spec, "limits")));
}

function counts(pod: KubernetesObject, now: number): boolean {
  const phase = textAt(pod, "status", "phase");
  if (phase === "Failed" || phase === "Succeeded") return false;
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = pod.metadata;
  return deletionTimestamp === undefined || grace === undefined || now <= Date.parse(deletionTimestamp) + grace * 1000;
}

function usageOf(requests: Amounts, limits: Amounts): Amounts {
  const usage = new Map([["pods", ONE]]);
  for (const [name, quantity] of requests) {
    if (COMPUTE.includes(name) || name.startsWith("hugepages-")) usage.set(name, quantity);
    if (COMPUTE.includes(name) || name.includes("/") || name.startsWith("hugepages-"))
      usage.set(`requests.${name}`, quantity);
  }
  for (const [name, quantity] of limits) if (COMPUTE.includes(name)) usage.set(`limits.${name}`, quantity);
  return usage;
}

/** `must specify limits.cpu for: app,init`; undefined where everything is said. */
export function unsaid(pod: KubernetesObject, hard: readonly string[]): string | undefined {
  const required = REQUIRED.filter((name) => hard.includes(name)).sort();
  const containers = ["containers", "initContainers"].flatMap((list) => listAt(pod, "spec", list).filter(isJsonObject));
  const missing = required.flatMap((name) => {
    const silent = containers.filter((container) => !saidBy(container).has(name));
    const names = [...new Set(silent.map((container) => textAt(container, "name") ?? ""))].sort();
    return names.length === 0 ? [] : [`${name} for: ${names.join(",")}`];
  });
  return missing.length === 0 ? undefined : `must specify ${missing.join("; ")}`;
}

function saidBy(container: JsonObject): Amounts {
  const { requests, limits } = objectAt(container, "resources");
  return usageOf(amountsOf(requests), amountsOf(limits));
}

/** Whether a pod is in a scope; `values` and `operator` are those of a scope selector. */
export function isInScope(pod: KubernetesObject, scope: JsonObject): boolean {
  const spec = objectAt(pod, "spec");
  const isBestEffort = qualityOfService(spec) === "BestEffort";
  switch (textAt(scope, "scopeName")) {
    case "Terminating":
      return typeof spec["activeDeadlineSeconds"] === "number";
    case "NotTerminating":
      return typeof spec["activeDeadlineSeconds"] !== "number";
    case "BestEffort":
      return isBestEffort;
    case "NotBestEffort":
      return !isBestEffort;
    case "PriorityClass":
      return isOfClass(textAt(spec, "priorityClassName") ?? "", scope);
    case "CrossNamespacePodAffinity":
      return looksElsewhere(objectAt(spec, "affinity"));
    default:
      return false;
  }
}

function isOfClass(name: string, scope: JsonObject): boolean {
  const values = listAt(scope, "values");
  switch (textAt(scope, "operator")) {
    case "In":
      return name !== "" && values.includes(name);
    case "NotIn":
      return name === "" || !values.includes(name);
    case "DoesNotExist":
      return name === "";
    default:
      return name !== "";
  }
}

function looksElsewhere(affinity: JsonObject): boolean {
  const terms = ["podAffinity", "podAntiAffinity"].flatMap((kind) => [
    ...listAt(affinity, kind, "requiredDuringSchedulingIgnoredDuringExecution"),
    ...listAt(affinity, kind, "preferredDuringSchedulingIgnoredDuringExecution").map((item) =>
      objectAt(item, "podAffinityTerm"),
    ),
  ]);
  return terms.some(
    (term) => listAt(term, "namespaces").length > 0 || isJsonObject(objectAt(term)["namespaceSelector"]),
  );
}
