import type { KubernetesObject } from "../../../kinds/index.ts";
import { objectAt } from "../../../base/index.ts";
import { replicasOf } from "./replica-sets.ts";

/** How many pods a rolling update may have too many, and how many may be missing. */
export interface Bounds {
  readonly surge: number;
  readonly unavailable: number;
}

/** Percentages are rounded up for the surge and down for what may be missing; both 0 would stand still. */
export function boundsOf(deployment: KubernetesObject): Bounds {
  const replicas = replicasOf(deployment);
  const rolling = objectAt(deployment, "spec", "strategy", "rollingUpdate");
  const surge = Math.ceil(share(rolling["maxSurge"], replicas));
  const unavailable = Math.floor(share(rolling["maxUnavailable"], replicas));
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

function share(value: unknown, replicas: number): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.endsWith("%") ? (Number(value.slice(0, -1)) * replicas) / 100 : 0;
}

/** The replica sets of a deployment as counts; `old` in order of age. */
export interface Sets {
  readonly wanted: number;
  readonly bounds: Bounds;
  /** Of the new set: what it should have and what is available. */
  readonly next: Counts;
  readonly old: readonly Counts[];
}

export interface Counts {
  readonly replicas: number;
  readonly available: number;
}

/** How many pods the new set should have now. */
export function nextReplicas({ wanted, bounds, next, old }: Sets): number {
  if (next.replicas > wanted) return wanted;
  const current = sum([next, ...old], "replicas");
  const room = wanted + bounds.surge - current;
  return room <= 0 ? next.replicas : next.replicas + Math.min(room, wanted - next.replicas);
}

/** How many pods each old set should have now: unhealthy ones go first, then as many as availability lets. */
export function oldReplicas({ wanted, bounds, next, old }: Sets): number[] {
  const least = wanted - bounds.unavailable;
  const allowed = sum([next, ...old], "replicas") - least - (next.replicas - next.available);
  if (allowed <= 0) return old.map(({ replicas }) => replicas);
  let unhealthy = allowed;
  const cleaned = old.map(({ replicas, available }) => {
    const drop = Math.min(unhealthy, replicas - available, replicas);
    unhealthy -= Math.max(drop, 0);
    return replicas - Math.max(drop, 0);
  });
  let surplus = Math.max(0, sum([next, ...old], "available") - least);
  return cleaned.map((replicas) => {
    const drop = Math.min(surplus, replicas);
    surplus -= drop;
    return replicas - drop;
  });
}

function sum(counts: readonly Counts[], key: keyof Counts): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
