import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { parseLabelSelector } from "../selectors/label-selector.ts";
import { notFound, tooManyRequests } from "../status/status-error.ts";
import { success } from "../status/success.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { remove } from "../verbs/delete.ts";
import { stored } from "../verbs/read.ts";

/** POST of an `Eviction`: deletes the pod, unless its disruption budget says no. */
export function evict(call: Call): ApiAnswer {
  const pod = stored(call);
  if (pod === undefined) return refusal(notFound(subjectOf(call)));
  if (isProtected(call, pod)) {
    return refusal(tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget."));
  }
  const { subresource: _eviction, ...request } = call.request;
  const body = objectAt(call.request.body, "deleteOptions");
  const answer = remove({ ...call, request: { ...request, verb: "delete", body } });
  return answer.ok ? { ok: true, code: 201, object: success({ code: 201 }) } : answer;
}

function isProtected({ server }: Call, { metadata }: KubernetesObject): boolean {
  return server.store.list("poddisruptionbudgets", metadata.namespace).some((budget) => {
    const labels = Object.entries(objectAt(budget, "spec", "selector", "matchLabels"));
    const selector = parseLabelSelector(labels.map(([key, value]) => `${key}=${String(value)}`).join(","));
    const isMeant = labels.length > 0 && selector.ok && selector.value(metadata.labels ?? {});
    return isMeant && objectAt(budget, "status")["disruptionsAllowed"] === 0;
  });
}
