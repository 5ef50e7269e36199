import { jsonEqual, ok } from "../../../base/index.ts";
import type { KubernetesObject, ObjectMeta } from "../../../kinds/index.ts";
import { admitUpdate } from "../admission/admit.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody } from "../decode.ts";
import { recordWrite } from "../journal.ts";
import { conflict, invalid, modifiedMeanwhile, notFound } from "../status/status-error.ts";
import { type Call, type Draft, refusal, refuse, type Step, subjectOf } from "../step.ts";
import { strategyOf } from "../strategy/strategies.ts";
import { isDryRun } from "./create.ts";
import { stored } from "./read.ts";

/** PUT: the body takes the place of what is stored. */
export function update(call: Call): ApiAnswer {
  const old = stored(call);
  if (old === undefined) return refusal(notFound(subjectOf(call)));
  const body = decodeBody(call);
  return body.ok ? replace(call, body.value, old) : refusal(body.fault);
}

/** The last part of every PUT and PATCH: from the wanted object to the stored one. */
export function replace(call: Call, wanted: KubernetesObject, old: KubernetesObject): ApiAnswer {
  const draft = call.request.subresource === "status" ? withNewStatus(call, wanted, old) : changed(call, wanted, old);
  if (!draft.ok) return refusal(draft.fault);
  const { server, type } = call;
  if (isDryRun(call) || jsonEqual(draft.value.object, old)) return { ok: true, code: 200, object: draft.value.object };
  const cause = recordWrite(call, draft.value, 200);
  return { ok: true, code: 200, object: server.store.put(type.resource, draft.value.object, cause) };
}

function changed(call: Call, wanted: KubernetesObject, old: KubernetesObject): Step<Draft> {
  const { server, type } = call;
  const stale = preconditions(call, wanted.metadata, old.metadata);
  if (!stale.ok) return stale;
  const strategy = strategyOf(type.resource);
  const defaulted = strategy.defaults?.(wanted, server.rules) ?? { object: wanted, notes: [] };
  const kept = { ...defaulted.object, metadata: keptMetadata(wanted.metadata, old.metadata) };
  const own = strategy.hasStatus ? withStatusOf(kept, old) : kept;
  const prepared = strategy.beforeUpdate?.(own, old, server.rules) ?? own;
  const admitted = admitUpdate(call, { object: prepared, notes: defaulted.notes }, old);
  if (!admitted.ok) return admitted;
  const object = withGeneration(call, admitted.value.object, old);
  const causes = [
    ...(strategy.validate?.(object, server.rules) ?? []),
    ...(strategy.validateUpdate?.(object, old, server.rules) ?? []),
  ];
  if (causes.length > 0) return refuse(invalid(subjectOf(call), causes));
  return ok({ object, notes: admitted.value.notes });
}

function withNewStatus(call: Call, wanted: KubernetesObject, old: KubernetesObject): Step<Draft> {
  const stale = preconditions(call, wanted.metadata, old.metadata);
  return stale.ok ? ok({ object: withStatusOf(old, wanted), notes: [] }) : stale;
}

function preconditions(call: Call, wanted: ObjectMeta, old: ObjectMeta): Step<undefined> {
  const subject = subjectOf(call);
  if (wanted.uid !== undefined && wanted.uid !== "" && wanted.uid !== old.uid) {
    return refuse(
      conflict(
        subject,
        `Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${old.uid ?? ""}`,
      ),
    );
  }
  const version = wanted.resourceVersion ?? "";
  return version === "" || version === old.resourceVersion ? ok(undefined) : refuse(modifiedMeanwhile(subject));
}

/** What an update cannot change. */
function keptMetadata(wanted: ObjectMeta, old: ObjectMeta): ObjectMeta {
  const { deletionTimestamp: _deleted, deletionGracePeriodSeconds: _grace, generation: _generation, ...own } = wanted;
  const kept = ["uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp"] as const;
  const fixed = [...kept, "deletionGracePeriodSeconds" as const].filter((key) => old[key] !== undefined);
  return { ...own, ...Object.fromEntries(fixed.map((key) => [key, old[key]])) };
}

function withStatusOf(object: KubernetesObject, other: KubernetesObject): KubernetesObject {
  const { status: _status, ...rest } = object as KubernetesObject & { readonly status?: unknown };
  const { status } = other as { readonly status?: unknown };
  return status === undefined ? rest : ({ ...rest, status } as KubernetesObject);
}

function withGeneration({ server, type }: Call, next: KubernetesObject, old: KubernetesObject): KubernetesObject {
  if (strategyOf(type.resource).countsGeneration?.(server.rules) !== true || jsonEqual(specOf(next), specOf(old))) {
    return next;
  }
  return { ...next, metadata: { ...next.metadata, generation: (old.metadata.generation ?? 0) + 1 } };
}

function specOf(object: KubernetesObject): unknown {
  return (object as { readonly spec?: unknown }).spec;
}
