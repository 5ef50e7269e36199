import { isJsonObject, listAt, objectAt, textAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { recordWrite } from "../journal.ts";
import { conflict, internalError, notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "./read.ts";

/** POST of a `Binding` to a pod: gives it its node, once. */
export function bind(call: Call): ApiAnswer {
  const pod = stored(call);
  if (pod === undefined) return refusal(notFound(subjectOf(call)));
  const node = textAt(call.request.body, "target", "name");
  if (node === undefined) return refusal(internalError("target.name: Required value"));
  const taken = textAt(pod, "spec", "nodeName");
  if (taken !== undefined) return refusal(alreadyAssigned(call, taken));
  const object = assigned(pod, node, timestamp(call.server.clock.now()));
  const cause = recordWrite(call, { object, notes: [] }, 201);
  return { ok: true, code: 201, object: call.server.store.put("pods", object, cause) };
}

function alreadyAssigned(call: Call, node: string): ReturnType<typeof conflict> {
  const { name } = call.request;
  const type = { ...call.type, resource: "pods/binding" };
  return conflict({ type, name }, `pod ${name} is already assigned to node "${node}"`);
}

function assigned(pod: KubernetesObject, nodeName: string, now: string): KubernetesObject {
  const scheduled = { type: "PodScheduled", status: "True", lastProbeTime: null, lastTransitionTime: now };
  const others = listAt(pod, "status", "conditions").filter(
    (condition) => isJsonObject(condition) && condition["type"] !== "PodScheduled",
  );
  const fields = {
    spec: { ...objectAt(pod, "spec"), nodeName },
    status: { ...objectAt(pod, "status"), conditions: [...others, scheduled] },
  };
  return { ...pod, ...fields };
}
