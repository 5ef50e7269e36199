import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { withFields } from "../fields.ts";
import { recordWrite } from "../journal.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { defaulted } from "../defaults/defaulted.ts";
import { isDryRun } from "../verbs/dry-run.ts";
import { patchedObject } from "../verbs/patch.ts";
import { stored } from "../verbs/read.ts";

type Change = (pod: KubernetesObject, wanted: JsonObject) => JsonObject;

/** What each of the subresources may change in the spec of a pod. */
const CHANGES: Readonly<Record<string, Change>> = {
  ephemeralcontainers: (_pod, wanted) => ({ ephemeralContainers: listAt(wanted, "ephemeralContainers") }),
  resize: (pod, wanted) => ({ containers: listAt(pod, "spec", "containers").map((own) => resized(own, wanted)) }),
};

/** `/ephemeralcontainers` and `/resize`: the pod, of which only that part is written. */
export function podPart(call: Call): ApiAnswer {
  const pod = stored(call);
  if (pod === undefined) return refusal(notFound(subjectOf(call)));
  const { request, server } = call;
  if (request.verb === "get") return { ok: true, code: 200, object: pod };
  const wanted = wantedPod(call, pod);
  if (!wanted.ok) return refusal(wanted.fault);
  const change = CHANGES[request.subresource ?? ""];
  const spec = { ...objectAt(pod, "spec"), ...change?.(pod, objectAt(wanted.value, "spec")) };
  const draft = defaulted(call.type, withFields(pod, { spec }), server.rules);
  const object = server.rules.admission.podGeneration ? withNextGeneration(draft.object) : draft.object;
  if (isDryRun(call)) return { ok: true, code: 200, object };
  const cause = recordWrite(call, { ...draft, object }, 200);
  return { ok: true, code: 200, object: server.store.put("pods", object, cause) };
}

function wantedPod(call: Call, pod: KubernetesObject): ReturnType<typeof patchedObject> {
  return call.request.verb === "patch" ? patchedObject(call, pod) : { ok: true, value: call.request.body };
}

function resized(own: unknown, wanted: JsonObject): unknown {
  const name = textAt(own, "name");
  const other = listAt(wanted, "containers").find((container) => textAt(container, "name") === name);
  if (!isJsonObject(own) || !isJsonObject(other)) return own;
  return { ...own, resources: objectAt(other, "resources") };
}

function withNextGeneration(pod: KubernetesObject): KubernetesObject {
  return { ...pod, metadata: { ...pod.metadata, generation: (pod.metadata.generation ?? 0) + 1 } };
}
