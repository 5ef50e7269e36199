import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer, StatusError } from "../contract.ts";
import { decodePatched } from "../decode/object.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import type { Patched } from "../patch/patch-fault.ts";
import { applyStrategicPatch } from "../patch/strategic-merge-patch.ts";
import { noStrategicPatch, notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { apply } from "./apply.ts";
import { stored } from "./read.ts";
import { replace } from "./update.ts";

/** PATCH: what is stored, changed, goes the way of a PUT. */
export function patch(call: Call): ApiAnswer {
  if (call.request.patchType === "apply") return apply(call);
  if (call.type.schema !== undefined && call.request.patchType === "strategic") return refusal(noStrategicPatch());
  const old = stored(call);
  if (old === undefined) return refusal(notFound(subjectOf(call)));
  const patched = patchedObject(call, old);
  if (!patched.ok) return refusal(shownFault(call, patched.fault));
  const body = decodePatched(call, withKind(call, patched.value, old));
  if (!body.ok) return refusal(body.fault, body.warnings);
  const warnings = [...strangeMembers(call), ...body.value.warnings];
  return replace(call, { ...body.value, warnings }, old);
}

const OPERATION = ["op", "path", "from", "value"];

/** Members of the operations of a JSON patch that nobody knows. */
function strangeMembers({ request }: Call): readonly string[] {
  if (request.patchType !== "json" || !Array.isArray(request.body)) return [];
  return request.body.flatMap((operation: unknown, index) => {
    const names = isJsonObject(operation) ? Object.keys(operation) : [];
    const strange = names.filter((name) => !OPERATION.includes(name));
    return strange.map((name) => `json patch unknown field "[${index}].${name}"`);
  });
}

/** A strategic patch is merged into the typed object: what it says of the kind has no place there. */
function withKind({ request }: Call, patched: unknown, { apiVersion, kind }: KubernetesObject): unknown {
  const isPlain = request.patchType === "json" || request.patchType === "merge";
  return isPlain || !isJsonObject(patched) ? patched : { ...patched, apiVersion, kind };
}

/** Faults of strategic patches print parts of them: not those of a secret. */
function shownFault({ type }: Call, fault: StatusError): StatusError {
  return type.kind === "Secret" ? { ...fault, message: fault.message.replace(/\[?map\[[\s\S]*$/, "***") } : fault;
}

/** What the patch makes of the object. */
export function patchedObject({ request, type }: Call, old: KubernetesObject): Patched {
  const target = { ...old } satisfies JsonObject;
  if (request.patchType === "json") return applyJsonPatch(target, request.body);
  if (request.patchType === "merge") return applyMergePatch(target, request.body);
  return applyStrategicPatch(type.kind, target, request.body);
}
