import type { JsonObject } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody } from "../decode/object.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import type { Patched } from "../patch/patch-fault.ts";
import { applyStrategicPatch } from "../patch/strategic-merge-patch.ts";
import { notFound, serverSideApplyMissing } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "./read.ts";
import { replace } from "./update.ts";

/** PATCH: what is stored, changed, goes the way of a PUT. */
export function patch(call: Call): ApiAnswer {
  const old = stored(call);
  const { patchType } = call.request;
  if (patchType === "apply") return refusal(serverSideApplyMissing());
  if (old === undefined) return refusal(notFound(subjectOf(call)));
  const patched = patchedObject(call, old);
  if (!patched.ok) return refusal(patched.fault);
  const body = decodeBody({ ...call, request: { ...call.request, body: patched.value } });
  return body.ok ? replace(call, body.value, old) : refusal(body.fault);
}

function patchedObject({ request, type }: Call, old: KubernetesObject): Patched {
  const target = { ...old } satisfies JsonObject;
  if (request.patchType === "json") return applyJsonPatch(target, request.body);
  if (request.patchType === "merge") return applyMergePatch(target, request.body);
  return applyStrategicPatch(type.kind, target, request.body);
}
