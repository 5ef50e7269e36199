import { isJsonObject, type JsonObject, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { withFields } from "../fields.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { badRequest, notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "../verbs/read.ts";
import { replace } from "../verbs/update.ts";

/** `/scale`: how many there are to be of whatever makes pods, in one form for all of them. */
export function scale(call: Call): ApiAnswer {
  const object = stored(call);
  if (object === undefined) return refusal(notFound(subjectOf(call)));
  if (call.request.verb === "get") return { ok: true, code: 200, object: scaleOf(object) };
  const wanted = wantedScale(call, scaleOf(object));
  const replicas = objectAt(wanted, "spec")["replicas"] ?? 0;
  if (!Number.isInteger(replicas)) return refusal(badRequest("spec.replicas must be an integer"));
  const spec = { ...objectAt(object, "spec"), replicas };
  const { subresource: _scale, ...request } = call.request;
  const answer = replace({ ...call, request }, { object: withFields(object, { spec }), warnings: [] }, object);
  return answer.ok && "object" in answer ? { ...answer, object: scaleOf(answer.object) } : answer;
}

function wantedScale({ request }: Call, now: KubernetesObject): unknown {
  if (request.verb === "update") return request.body;
  const target: JsonObject = { ...now };
  const patched =
    request.patchType === "json" ? applyJsonPatch(target, request.body) : applyMergePatch(target, request.body);
  return patched.ok ? patched.value : now;
}

function scaleOf(object: KubernetesObject): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const metadata = { name, namespace, uid, resourceVersion, creationTimestamp };
  const { replicas = 0 } = objectAt(object, "spec");
  const selector = selectorText(objectAt(object, "spec", "selector"));
  const status = { replicas: objectAt(object, "status")["replicas"] ?? 0, ...(selector === "" ? {} : { selector }) };
  return { kind: "Scale", apiVersion: "autoscaling/v1", metadata, spec: { replicas }, status } as KubernetesObject;
}

/** A label selector as a query would write it. */
function selectorText(selector: JsonObject): string {
  const labels = Object.entries(objectAt(selector, "matchLabels")).map(([key, value]) => `${key}=${String(value)}`);
  const expressions = Array.isArray(selector["matchExpressions"]) ? selector["matchExpressions"] : [];
  return [...labels, ...expressions.filter(isJsonObject).map(expressionText)].sort().join(",");
}

function expressionText({ key, operator, values }: JsonObject): string {
  const list = Array.isArray(values) ? `(${values.join(",")})` : "()";
  if (operator === "Exists") return String(key);
  if (operator === "DoesNotExist") return `!${String(key)}`;
  return `${String(key)} ${operator === "In" ? "in" : "notin"} ${list}`;
}
