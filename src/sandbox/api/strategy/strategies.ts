import { withFields } from "../fields.ts";
import { PODS } from "./pods.ts";
import { SECRETS } from "./secrets.ts";
import type { Strategy } from "./strategy.ts";

const PLAIN: Strategy = { hasStatus: false };
const WORKLOAD: Strategy = {
  hasStatus: true,
  countsGeneration: () => true,
  beforeCreate: (object) => withFields(object, { status: {} }),
};
const NAMESPACES: Strategy = {
  hasStatus: true,
  beforeCreate: (namespace) =>
    withFields(namespace, { spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } }),
};

/** By plural resource name. */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  namespaces: NAMESPACES,
  nodes: { hasStatus: true },
  pods: PODS,
  secrets: SECRETS,
  services: { hasStatus: true },
  daemonsets: WORKLOAD,
  deployments: WORKLOAD,
  replicasets: WORKLOAD,
  statefulsets: WORKLOAD,
  cronjobs: WORKLOAD,
  jobs: WORKLOAD,
};

export function strategyOf(resource: string): Strategy {
  return STRATEGIES[resource] ?? PLAIN;
}
