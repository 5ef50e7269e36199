import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import { type KubernetesObject, qualifiedResource } from "../../../kinds/index.ts";
import type { ServedType } from "../resources/served.ts";
import { type Amounts, amount, ONE } from "./amounts.ts";
import { isInScope, isPodResource, podUsage, unsaid } from "./pod-quota.ts";

/** How quotas count the objects of one resource. */
export interface Evaluator {
  /** Whether what an update may change counts too. */
  readonly countsUpdates: boolean;
  readonly isAbout: (resource: string) => boolean;
  readonly usage: (object: KubernetesObject, now: number) => Amounts;
  readonly isInScope: (object: KubernetesObject, scope: JsonObject) => boolean;
  /** What the object would have to say, given the resources of a quota that are about it. */
  readonly unsaid?: (object: KubernetesObject, resources: readonly string[]) => string | undefined;
}

const OWN: Readonly<Record<string, Evaluator>> = {
  pods: { countsUpdates: false, isAbout: isPodResource, usage: podUsage, isInScope, unsaid },
  services: {
    countsUpdates: true,
    isAbout: (name) => ["count/services", "services", "services.nodeports", "services.loadbalancers"].includes(name),
    usage: serviceUsage,
    isInScope: () => false,
  },
  persistentvolumeclaims: {
    countsUpdates: true,
    isAbout: (name) =>
      /^(count\/persistentvolumeclaims|(.+\.storageclass\.storage\.k8s\.io\/)?(persistentvolumeclaims|requests\.storage))$/.test(
        name,
      ),
    usage: claimUsage,
    isInScope: () => false,
  },
};

/** Resources that are counted under their own name too. */
const ALSO_BY_NAME = ["configmaps", "resourcequotas", "replicationcontrollers", "secrets"];

/** Everything that lies in a namespace can be counted. */
export function evaluatorOf(type: ServedType): Evaluator | undefined {
  if (!type.namespaced) return undefined;
  return OWN[type.key] ?? counting(type);
}

function counting(type: ServedType): Evaluator {
  const names = [`count/${qualifiedResource(type)}`, ...(ALSO_BY_NAME.includes(type.key) ? [type.key] : [])];
  return {
    countsUpdates: false,
    isAbout: (name) => names.includes(name),
    usage: () => new Map(names.map((name) => [name, ONE])),
    isInScope: () => false,
  };
}

function serviceUsage(service: KubernetesObject): Amounts {
  const spec = objectAt(service, "spec");
  const ports = listAt(spec, "ports");
  const isBalanced = textAt(spec, "type") === "LoadBalancer";
  const explicit = ports.filter((port) => typeof objectAt(port)["nodePort"] === "number");
  const counted = isBalanced && spec["allocateLoadBalancerNodePorts"] === false ? explicit : ports;
  const hasPorts = isBalanced || textAt(spec, "type") === "NodePort";
  return new Map([
    ["count/services", ONE],
    ["services", ONE],
    ["services.loadbalancers", amount(isBalanced ? 1 : 0)],
    ["services.nodeports", amount(hasPorts ? counted.length : 0)],
  ]);
}

function claimUsage(claim: KubernetesObject): Amounts {
  const spec = objectAt(claim, "spec");
  const name = textAt(spec, "storageClassName") ?? "";
  const { storage } = objectAt(spec, "resources", "requests");
  const usage = new Map([
    ["count/persistentvolumeclaims", ONE],
    ["persistentvolumeclaims", ONE],
  ]);
  if (storage !== undefined) usage.set("requests.storage", amount(storage));
  const ofClass = [...usage].filter(([key]) => name !== "" && !key.startsWith("count/"));
  for (const [key, quantity] of ofClass) usage.set(`${name}.storageclass.storage.k8s.io/${key}`, quantity);
  return usage;
}

/** Whether a quota is about an object: it limits something that the object counts for, and all of its scopes hold. */
export function matches(evaluator: Evaluator, quota: KubernetesObject, object: KubernetesObject): boolean {
  const spec = objectAt(quota, "spec");
  const scopes = [
    ...listAt(spec, "scopes").map((scopeName) => ({ scopeName, operator: "Exists" })),
    ...listAt(spec, "scopeSelector", "matchExpressions").filter(isJsonObject),
  ];
  return scopes.every((scope) => evaluator.isInScope(object, scope));
}
