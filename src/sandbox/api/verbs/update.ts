import { goQuote, jsonEqual, ok } from "../../../base/index.ts";
import type { KubernetesObject, ObjectMeta } from "../../../kinds/index.ts";
import { admit, approve } from "../admission/admit.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody, type DecodedObject } from "../decode/object.ts";
import { recordWrite } from "../journal.ts";
import { tracked } from "../owners/track.ts";
import { conflict, internalError, invalid, modifiedMeanwhile, notFound } from "../status/status-error.ts";
import { told } from "../validate/cause.ts";
import { worded } from "../validate/wordings.ts";
import { type Call, type Draft, refusal, refuse, type Step, subjectOf } from "../step.ts";
import { strategyOf } from "../strategy/strategies.ts";
import { validateMetadata, validateMetadataUpdate } from "../validate/metadata.ts";
import { defaulted } from "../defaults/defaulted.ts";
import { isDryRun } from "./dry-run.ts";
import { stored } from "./read.ts";

/** PUT: the body takes the place of what is stored. */
export function update(call: Call): ApiAnswer {
  const body = isWrittenByUs(call)
    ? ok({ object: call.request.body as KubernetesObject, warnings: [] })
    : decodeBody(call);
  if (!body.ok) return refusal(body.fault);
  const old = stored(call);
  return old === undefined ? refusal(notFound(subjectOf(call))) : replace(call, body.value, old);
}

/** Statuses come from our own kubelets and controllers, in process and whole: there is nothing to read. */
function isWrittenByUs({ request }: Call): boolean {
  return request.subresource === "status" && request.actor !== "user";
}

/** The last part of every PUT and PATCH: from the wanted object to the stored one. */
export function replace(call: Call, wanted: DecodedObject, old: KubernetesObject): ApiAnswer {
  const isStatus = call.request.subresource === "status";
  const draft = isStatus ? withNewStatus(call, wanted.object, old) : changed(call, wanted.object, old);
  if (!draft.ok) return refusal(draft.fault, wanted.warnings);
  const { server, type } = call;
  const object = tracked(call, draft.value.object, old);
  const advice = isStatus ? [] : (strategyOf(type).warn?.(object) ?? []);
  const answer = {
    ok: true,
    code: 200,
    warnings: [...wanted.warnings, ...advice.map((text) => worded(text, server.rules))],
  } as const;
  if (isDryRun(call) || jsonEqual(object, old)) return { ...answer, object };
  const cause = recordWrite(call, { ...draft.value, object }, 200);
  if (isFinished(object, old)) return { ...answer, object: lastSeen(call, object, cause) };
  return { ...answer, object: server.store.put(type.key, object, cause) };
}

/** An object that was to go, and had only waited for its finalizers. */
function isFinished({ metadata }: KubernetesObject, old: KubernetesObject): boolean {
  const hadSome = (old.metadata.finalizers ?? []).length > 0;
  const grace = metadata.deletionGracePeriodSeconds ?? 0;
  const isLeaving = metadata.deletionTimestamp !== undefined && grace === 0;
  return isLeaving && hadSome && (metadata.finalizers ?? []).length === 0;
}

function lastSeen({ server, type }: Call, object: KubernetesObject, cause: number | undefined): KubernetesObject {
  const { namespace = "", name = "" } = object.metadata;
  return server.store.remove(type.key, namespace, name, cause) ?? object;
}

function changed(call: Call, wanted: KubernetesObject, old: KubernetesObject): Step<Draft> {
  const { server, type } = call;
  const stale = preconditions(call, wanted.metadata, old.metadata);
  if (!stale.ok) return stale;
  const strategy = strategyOf(type);
  const kept = { ...wanted, metadata: keptMetadata(wanted.metadata, old.metadata) };
  const own = strategy.hasStatus ? withStatusOf(kept, old) : kept;
  const admitted = admit(call, defaulted(type, strategy.prepare?.(own, server.rules) ?? own, server.rules), old);
  if (!admitted.ok) return admitted;
  const object = withGeneration(call, admitted.value.object, old);
  const causes = [
    ...validateMetadataUpdate(object, old),
    ...validateMetadata(object, () => []),
    ...(strategy.validateUpdate?.(object, old, server.rules) ?? []),
  ];
  if (causes.length > 0) return refuse(invalid(subjectOf(call), told(causes, server.rules)));
  return approve(call, { object, notes: admitted.value.notes }, old);
}

function withNewStatus(call: Call, wanted: KubernetesObject, old: KubernetesObject): Step<Draft> {
  const stale = preconditions(call, wanted.metadata, old.metadata);
  if (!stale.ok) return stale;
  const brought = strategyOf(call.type).statusBrings ?? [];
  const members = Object.fromEntries(brought.map((key) => [key, wanted.metadata[key]]));
  const base = brought.length === 0 ? old : { ...old, metadata: { ...old.metadata, ...members } };
  const problems = call.request.actor === "user" ? (strategyOf(call.type).validateStatus?.(wanted) ?? []) : [];
  if (problems.length > 0) return refuse(invalid(subjectOf(call), problems));
  return ok({ object: withStatusOf(base, wanted), notes: [] });
}

/** A PUT names the uid that it means; a PATCH that changes it is found by the validation. */
function preconditions({ request, type }: Call, wanted: ObjectMeta, old: ObjectMeta): Step<undefined> {
  const { namespace, name } = request;
  const { uid = "", resourceVersion = "" } = wanted;
  if (request.verb === "update" && uid !== "" && uid !== old.uid) {
    const key = `/registry/${type.resource}/${namespace === "" ? "" : `${namespace}/`}${name}`;
    const fault = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.uid ?? ""}`;
    const what = `Code: 4, Key: ${key}, ResourceVersion: ${old.resourceVersion ?? ""}, AdditionalErrorMsg: ${fault}`;
    return refuse(conflict({ type, name }, `StorageError: invalid object, ${what}`));
  }
  if (resourceVersion === "" || resourceVersion === old.resourceVersion) return ok(undefined);
  if (/^\d+$/.test(resourceVersion)) return refuse(modifiedMeanwhile({ type, name }));
  return refuse(internalError(`strconv.ParseUint: parsing ${goQuote(resourceVersion)}: invalid syntax`));
}

/** What an update cannot change. */
function keptMetadata(wanted: ObjectMeta, old: ObjectMeta): ObjectMeta {
  const { deletionTimestamp: _deleted, deletionGracePeriodSeconds: _grace, generation: _generation, ...own } = wanted;
  const kept = ["resourceVersion", "generation", "creationTimestamp", "deletionTimestamp"] as const;
  const fixed = [...kept, "deletionGracePeriodSeconds" as const].filter((key) => old[key] !== undefined);
  return { uid: old.uid ?? "", ...own, ...Object.fromEntries(fixed.map((key) => [key, old[key]])) };
}

function withStatusOf(object: KubernetesObject, other: KubernetesObject): KubernetesObject {
  const { status: _status, ...rest } = object as KubernetesObject & { readonly status?: unknown };
  const { status } = other as { readonly status?: unknown };
  return status === undefined ? rest : ({ ...rest, status } as KubernetesObject);
}

function withGeneration({ server, type }: Call, next: KubernetesObject, old: KubernetesObject): KubernetesObject {
  const { countsGeneration, countsAnnotations } = strategyOf(type);
  const isSame =
    jsonEqual(specOf(next), specOf(old)) &&
    (countsAnnotations !== true || jsonEqual(next.metadata.annotations, old.metadata.annotations));
  if (countsGeneration?.(server.rules) !== true || isSame) return next;
  return { ...next, metadata: { ...next.metadata, generation: (old.metadata.generation ?? 0) + 1 } };
}

function specOf(object: KubernetesObject): unknown {
  return (object as { readonly spec?: unknown }).spec;
}
