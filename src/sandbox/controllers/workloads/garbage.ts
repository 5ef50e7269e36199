import { type Look, removeFor } from "./actions.ts";
import { controllerOf } from "./owned.ts";

/** What controllers make, and what they make it for. */
const MADE = ["replicasets", "jobs", "pods"] as const;
const OWNERS = [
  "deployments",
  "replicasets",
  "statefulsets",
  "daemonsets",
  "jobs",
  "cronjobs",
  "pods",
  "nodes",
] as const;

/** Deletes what belongs to something that is gone. */
export function collectGarbage(look: Look): void {
  const alive = new Set(OWNERS.flatMap((resource) => look.store.list(resource).map(({ metadata }) => metadata.uid)));
  for (const object of MADE.flatMap((resource) => look.store.list(resource))) {
    const owner = controllerOf(object);
    const isOrphan = owner !== undefined && !alive.has(owner.uid);
    if (isOrphan && object.metadata.deletionTimestamp === undefined) removeFor(look, object, object);
  }
}
