import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { withFields } from "../fields.ts";
import { matchesLabels } from "../selectors/matches-labels.ts";
import { notFound, tooManyRequests } from "../status/status-error.ts";
import { success } from "../status/success.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { isDryRun } from "../verbs/dry-run.ts";
import { remove } from "../verbs/delete.ts";
import { stored } from "../verbs/read.ts";

/** POST of an `Eviction`: deletes the pod, unless its disruption budget says no. */
export function evict(call: Call): ApiAnswer {
  const pod = stored(call);
  if (pod === undefined) return refusal(notFound(subjectOf(call)));
  const budget = budgetOf(call, pod);
  const allowed = budget === undefined ? Infinity : Number(objectAt(budget, "status")["disruptionsAllowed"] ?? 0);
  if (budget !== undefined && allowed <= 0) return refusal(protectedBy(budget));
  if (budget !== undefined && !isDryRun(call)) useUp(call, budget);
  const { subresource: _eviction, ...request } = call.request;
  const body = objectAt(call.request.body, "deleteOptions");
  const answer = remove({ ...call, request: { ...request, verb: "delete", body } });
  return answer.ok ? { ok: true, code: 201, object: success({ code: 201 }) } : answer;
}

function budgetOf({ server }: Call, { metadata }: KubernetesObject): KubernetesObject | undefined {
  return server.store
    .list("poddisruptionbudgets", metadata.namespace)
    .find((budget) => matchesLabels(objectAt(budget, "spec")["selector"], metadata.labels));
}

function protectedBy(budget: KubernetesObject): ReturnType<typeof tooManyRequests> {
  const { desiredHealthy = 0, currentHealthy = 0 } = objectAt(budget, "status");
  const needs = `needs ${Number(desiredHealthy)} healthy pods and has ${Number(currentHealthy)} currently`;
  const message = `The disruption budget ${budget.metadata.name ?? ""} ${needs}`;
  return tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", [
    { reason: "DisruptionBudget", message },
  ]);
}

/** The next eviction is judged by what is left, before anybody has counted again. */
function useUp({ server }: Call, budget: KubernetesObject): void {
  const status = objectAt(budget, "status");
  const disruptionsAllowed = Number(status["disruptionsAllowed"]) - 1;
  server.store.put("poddisruptionbudgets", withFields(budget, { status: { ...status, disruptionsAllowed } }));
}
