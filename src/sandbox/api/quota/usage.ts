import { objectAt } from "../../../base/index.ts";
import { API_RESOURCES, type KubernetesObject, ZERO_QUANTITY } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import { typeByKey } from "../resources/served.ts";
import { added, type Amounts, amountsOf, listOf, masked } from "./amounts.ts";
import { evaluatorOf, matches } from "./evaluators.ts";

/** Resources whose objects quotas can count. */
export const COUNTED_RESOURCES: readonly string[] = API_RESOURCES.filter(
  ({ namespaced, resource }) => namespaced && resource !== "events" && resource !== "leases",
).map(({ resource }) => resource);

/** What a quota limits, and how much of that is used in its namespace. */
export function quotaStatus(store: Store, quota: KubernetesObject, now: number): { hard: object; used: object } {
  const hard = amountsOf(objectAt(quota, "spec")["hard"]);
  const names = [...hard.keys()];
  let used: Amounts = new Map(names.map((name) => [name, ZERO_QUANTITY]));
  for (const resource of COUNTED_RESOURCES) {
    const type = typeByKey(store, resource);
    const evaluator = type === undefined ? undefined : evaluatorOf(type);
    const about = new Set(names.filter((name) => evaluator?.isAbout(name) === true));
    if (evaluator === undefined || about.size === 0) continue;
    for (const object of store.list(resource, quota.metadata.namespace)) {
      if (matches(evaluator, quota, object)) used = added(used, masked(evaluator.usage(object, now), about));
    }
  }
  return { hard: listOf(hard), used: listOf(used) };
}
