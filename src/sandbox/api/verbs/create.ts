import { ok } from "../../../base/index.ts";
import type { KubernetesObject, ObjectMeta } from "../../../kinds/index.ts";
import { admit } from "../admission/admit.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody } from "../decode.ts";
import { recordWrite } from "../journal.ts";
import { generatedName, newUid } from "../names.ts";
import { alreadyExists, internalError, invalid } from "../status/status-error.ts";
import { type Call, type Draft, refusal, refuse, type Step } from "../step.ts";
import { strategyOf } from "../strategy/strategies.ts";
import { timestamp } from "../timestamp.ts";

/** POST to a collection: decode, default, admit, name, validate, store. */
export function create(call: Call): ApiAnswer {
  const draft = newObject(call);
  if (!draft.ok) return refusal(draft.fault);
  const { server, type } = call;
  const { namespace = "", name = "" } = draft.value.object.metadata;
  if (server.store.get(type.resource, namespace, name) !== undefined) return refusal(alreadyExists({ type, name }));
  if (isDryRun(call)) return { ok: true, code: 201, object: draft.value.object };
  const cause = recordWrite(call, draft.value, 201);
  return { ok: true, code: 201, object: server.store.put(type.resource, draft.value.object, cause) };
}

export function isDryRun({ request }: Call): boolean {
  return request.query?.["dryRun"] === "All";
}

function newObject(call: Call): Step<Draft> {
  const { server, type } = call;
  const body = decodeBody(call);
  if (!body.ok) return body;
  if ((body.value.metadata.resourceVersion ?? "") !== "") {
    return refuse(internalError("resourceVersion should not be set on objects to be created"));
  }
  const strategy = strategyOf(type.resource);
  const defaulted = strategy.defaults?.(body.value, server.rules) ?? { object: body.value, notes: [] };
  const named = { ...defaulted.object, metadata: namedMetadata(call, defaulted.object.metadata) };
  const admitted = admit(call, { object: named, notes: defaulted.notes });
  if (!admitted.ok) return admitted;
  const object = started(call, admitted.value.object);
  const causes = strategy.validate?.(object, server.rules) ?? [];
  if (causes.length > 0) return refuse(invalid({ type, name: object.metadata.name ?? "" }, causes));
  return ok({ object, notes: admitted.value.notes });
}

function namedMetadata({ server }: Call, metadata: ObjectMeta): ObjectMeta {
  if ((metadata.name ?? "") !== "" || (metadata.generateName ?? "") === "") return metadata;
  return { ...metadata, name: generatedName(metadata.generateName ?? "", server.random) };
}

function started({ server, type }: Call, object: KubernetesObject): KubernetesObject {
  const strategy = strategyOf(type.resource);
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    deletionTimestamp: _deleted,
    deletionGracePeriodSeconds: _grace,
    ...metadata
  } = object.metadata;
  const stamped = {
    ...metadata,
    uid: newUid(server.random),
    ...(strategy.countsGeneration?.(server.rules) === true ? { generation: 1 } : {}),
    creationTimestamp: timestamp(server.clock.now()),
  };
  const fresh = { ...object, metadata: stamped };
  return strategy.beforeCreate?.(fresh) ?? fresh;
}
