import type { Strategy } from "./strategy.ts";

const PLAIN: Strategy = { hasStatus: false };
const WITH_STATUS: Strategy = { hasStatus: true, countsGeneration: () => true };

/** By plural resource name. */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  namespaces: { hasStatus: true },
  nodes: { hasStatus: true },
  pods: { hasStatus: true },
  services: { hasStatus: true },
  daemonsets: WITH_STATUS,
  deployments: WITH_STATUS,
  replicasets: WITH_STATUS,
  statefulsets: WITH_STATUS,
  cronjobs: WITH_STATUS,
  jobs: WITH_STATUS,
};

export function strategyOf(resource: string): Strategy {
  return STRATEGIES[resource] ?? PLAIN;
}
