import { isJsonObject, type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody, decodePatched } from "../decode/object.ts";
import { type FieldTree, intersection, isEmpty, treesEqual, without } from "../owners/field-tree.ts";
import { isSame, type Manager, managersOf, ownedByAny, withManagers } from "../owners/managers.ts";
import { mergedWith, pruned } from "../owners/merge.ts";
import { changedFields, ownedFields, unknownField } from "../owners/owned-fields.ts";
import { type Shape, shapeOf } from "../owners/shape.ts";
import { newManager } from "../owners/track.ts";
import { applyConflict, type Conflict } from "../status/apply-conflict.ts";
import { badRequest, internalError, notFound } from "../status/status-error.ts";
import { type Call, refusal, refuse, type Step, subjectOf } from "../step.ts";
import { createDecoded } from "./create.ts";
import { stored } from "./read.ts";
import { replace } from "./update.ts";

/** PATCH with an apply patch: the fields that it names are as it says and are its manager's; those it names no more go. */
export function apply(call: Call): ApiAnswer {
  const body = checkedBody(call);
  if (!body.ok) return refusal(body.fault);
  const shape = shapeOf(call.type, call.server.rules.admission.unknownFields);
  const unknown = unknownField(body.value, shape);
  if (unknown !== undefined) return refusal(internalError(`${untyped(call, body.value)}: ${unknown}`));
  const live = stored(call);
  if (live === undefined) return applyNew(call, body.value, shape);
  return applyTo(call, live, { body: body.value, shape });
}

interface Applied {
  readonly body: JsonObject;
  readonly shape: Shape;
}

function checkedBody({ request, type }: Call): Step<JsonObject> {
  const body = isJsonObject(request.body) ? request.body : {};
  const [version = "", kind = ""] = [textAt(body, "apiVersion"), textAt(body, "kind")];
  if (version === "" || kind === "") {
    const [group, own] = version.includes("/") ? version.split("/") : ["", version];
    return refuse(badRequest(`invalid object type: ${group ?? ""}/${own ?? ""}, Kind=${kind}`));
  }
  if (version !== apiVersionOf(type) || kind !== type.kind) {
    const wanted = `${type.group}/${type.version}, Kind=${type.kind}`;
    return refuse(badRequest(`invalid object type: ${version}, Kind=${kind}, expected ${wanted}`));
  }
  if (objectAt(body, "metadata")["managedFields"] !== undefined) {
    return refuse(badRequest("metadata.managedFields must be nil"));
  }
  return { ok: true, value: body };
}

function untyped({ type, request }: Call, body: JsonObject): string {
  const namespace = textAt(body, "metadata", "namespace") ?? "";
  const kind = `${type.group}/${type.version}, Kind=${type.kind}`;
  return `failed to create typed patch object (${namespace}/${request.name}; ${kind})`;
}

function applyNew(call: Call, body: JsonObject, shape: Shape): ApiAnswer {
  if (call.request.subresource !== undefined) return refusal(notFound(subjectOf(call)));
  const metadata = { ...objectAt(body, "metadata"), name: call.request.name };
  const named = { ...call, request: { ...call.request, body: { ...body, metadata } } };
  const decoded = decodeBody(named);
  if (!decoded.ok) return refusal(decoded.fault);
  const owner = newManager(call, ownedFields(body, shape));
  return createDecoded(named, { ...decoded.value, object: withManagers(decoded.value.object, [owner]) });
}

function applyTo(call: Call, live: KubernetesObject, { body, shape }: Applied): ApiAnswer {
  const applier = newManager(call, ofPlace(call, ownedFields(body, shape)));
  const managers = managersOf(live);
  const before = managers.find((manager) => isSame(manager, applier));
  const others = managers.filter((manager) => !isSame(manager, applier));
  const merged = mergedWith(live, { ...body, metadata: appliedMetadata(body, live) }, shape);
  const changed = changedFields(live, merged, shape);
  const conflicts = others.flatMap((manager) => conflictWith(manager, intersection(changed, applier.fields)));
  if (conflicts.length > 0 && call.request.query?.["force"] !== "true") return refusal(applyConflict(conflicts));
  const losers = others.map((manager) => withoutLost(manager, conflicts));
  const gone = before === undefined ? undefined : without(before.fields, applier.fields);
  const kept = ownedByAny([...losers, applier]);
  const wanted = gone === undefined ? merged : pruned(merged, shape, { gone, kept });
  const isSettled = before !== undefined && treesEqual(before.fields, applier.fields);
  const owner = isSettled ? { ...applier, time: before.time } : applier;
  const body2 = decodePatched(call, wanted);
  if (!body2.ok) return refusal(body2.fault);
  return replace(call, { ...body2.value, object: withManagers(body2.value.object, [...losers, owner]) }, live);
}

/** Which object it is stays as it is; a version that is applied is one that must be met. */
function appliedMetadata(body: JsonObject, { metadata }: KubernetesObject): JsonObject {
  const { name, namespace, uid } = metadata;
  const own = objectAt(body, "metadata");
  const fixed = Object.entries({ name, namespace, uid }).filter(([, value]) => value !== undefined);
  return { ...own, ...Object.fromEntries(fixed) };
}

/** What a subresource applies is its own part only. */
function ofPlace({ request }: Call, fields: FieldTree): FieldTree {
  const status = fields.below.get("f:status");
  if (request.subresource !== "status") {
    const below = new Map([...fields.below].filter(([step]) => step !== "f:status"));
    return { own: false, below };
  }
  return { own: false, below: new Map(status === undefined ? [] : [["f:status", status]]) };
}

function conflictWith(manager: Manager, changed: FieldTree): readonly Conflict[] {
  const fields = intersection(manager.fields, changed);
  return isEmpty(fields) ? [] : [{ manager, fields }];
}

function withoutLost(manager: Manager, conflicts: readonly Conflict[]): Manager {
  const lost = conflicts.find((conflict) => conflict.manager === manager);
  return lost === undefined ? manager : { ...manager, fields: without(manager.fields, lost.fields) };
}
