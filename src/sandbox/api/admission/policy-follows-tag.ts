import { type JsonObject, listAt, ok, valueAt } from "../../../base/index.ts";
import type { AdmissionData, KubernetesObject, Rules } from "../../../kinds/index.ts";
import { policyFor } from "../defaults/computed.ts";
import type { Draft } from "../step.ts";
import type { Plugin } from "./plugin.ts";
import { CONTAINER_LISTS, mapList, specOf, withSpec } from "./pod-fields.ts";

const NAME = "PolicyFollowsTag";

/** The wrong belief that a changed tag changes the pull policy. In the real server the policy stays as it was stored. */
export const POLICY_FOLLOWS_TAG: Plugin = {
  name: NAME,
  isDefault: true,
  admit: ({ server, type }, draft, old) => {
    const applies = server.rules.admission.policyFollowsTag && type.key === "pods" && old !== undefined;
    return ok(applies ? withPolicies(draft, old, server.rules) : draft);
  },
};

function withPolicies({ object, notes }: Draft, old: KubernetesObject, rules: Rules): Draft {
  const own: AdmissionData[] = [];
  const follow = (list: string, item: JsonObject, path: string): JsonObject => {
    const before = listAt(specOf(old), list).find((other) => valueAt(other, "name") === item["name"]);
    const image = String(item["image"]);
    const value = policyFor(image, rules);
    if (valueAt(before, "image") === image || item["imagePullPolicy"] === value) return item;
    own.push({ plugin: NAME, path: `${path}.imagePullPolicy`, value });
    return { ...item, imagePullPolicy: value };
  };
  const spec = CONTAINER_LISTS.reduce(
    (inner, list) => mapList(inner, list, (item, path) => follow(list, item, path)),
    specOf(object),
  );
  return { object: withSpec(object, spec), notes: [...notes, ...own] };
}
