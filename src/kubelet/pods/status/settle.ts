import { type Instant, timestamp } from "../../../base/index.ts";
import type { PodCondition, PodStatus } from "../../../kinds/index.ts";

/**
 * A new status beside the one before: a condition that did not change keeps its time, and a pod keeps its start
 * (`updateStatusInternal` in status_manager.go).
 */
export function settle(status: PodStatus, old: PodStatus, now: Instant): PodStatus {
  const timed = (condition: PodCondition): PodCondition => {
    if (condition.lastTransitionTime !== undefined) return condition;
    const before = old.conditions?.find(({ type }) => type === condition.type);
    const unchanged = before?.status === condition.status ? before.lastTransitionTime : undefined;
    return { ...condition, lastTransitionTime: unchanged ?? timestamp(now) };
  };
  const before = old.conditions ?? [];
  const timedOnes = (status.conditions ?? []).map(timed);
  const isSame =
    timedOnes.length === before.length && timedOnes.every((condition, index) => condition === before[index]);
  return { ...status, conditions: isSame ? before : timedOnes, startTime: old.startTime ?? timestamp(now) };
}
