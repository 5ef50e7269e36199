import type { KubernetesObject } from "../../kinds/index.ts";
import { workloadsOf } from "./workloads.ts";

/** What a cluster has written into metadata; a new object brings none of it. */
const CLUSTER_METADATA = [
  "uid",
  "resourceVersion",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "generation",
  "managedFields",
  "ownerReferences",
  "selfLink",
] as const;

/** Where a pod may run: the world has one node, and it fits. */
const PLACEMENT = ["nodeName", "nodeSelector", "affinity", "topologySpreadConstraints", "schedulerName"] as const;

type Fields = Readonly<Record<string, unknown>>;

/** An object from anywhere as if it were applied for the first time, on a node that fits it. */
export function asNew(object: KubernetesObject): KubernetesObject {
  const { status: _status, ...rest }: KubernetesObject & { status?: unknown } = object;
  const metadata = without(object.metadata, CLUSTER_METADATA);
  return { ...rest, metadata, ...placedAnywhere(rest) };
}

function placedAnywhere(object: object): Fields {
  const spec = (object as { readonly spec?: Fields }).spec;
  if (spec === undefined) return {};
  if ("containers" in spec) return { spec: without(spec, PLACEMENT) };
  if ("template" in spec) return { spec: { ...spec, template: withSpec(spec["template"]) } };
  if ("jobTemplate" in spec) return { spec: { ...spec, jobTemplate: withSpec(spec["jobTemplate"]) } };
  return {};
}

function withSpec(template: unknown): unknown {
  return typeof template === "object" && template !== null ? { ...template, ...placedAnywhere(template) } : template;
}

function without(fields: object, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** Accounts that the workloads name and the manifests do not bring: without them the API server would refuse the pods. */
export function missingServiceAccounts(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const key = (namespace: string | undefined, name: string): string => `${namespace ?? "default"}/${name}`;
  const known = new Set<string>();
  for (const { kind, metadata } of objects) {
    if (kind === "ServiceAccount") known.add(key(metadata.namespace, metadata.name ?? ""));
  }
  return workloadsOf(objects).flatMap(({ object, spec }) => {
    const { namespace } = object.metadata;
    const name = spec.serviceAccountName ?? "default";
    if (name === "default" || known.has(key(namespace, name))) return [];
    known.add(key(namespace, name));
    const metadata = namespace === undefined ? { name } : { name, namespace };
    return [{ apiVersion: "v1", kind: "ServiceAccount", metadata }];
  });
}
