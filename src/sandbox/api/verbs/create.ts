import { timestamp } from "../../../base/index.ts";
import type { KubernetesObject, ObjectMeta } from "../../../kinds/index.ts";
import { admit, approve } from "../admission/admit.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody, type DecodedObject } from "../decode/object.ts";
import { defaulted } from "../defaults/defaulted.ts";
import { recordWrite } from "../journal.ts";
import { tracked } from "../owners/track.ts";
import { generatedName, newUid } from "../names.ts";
import { alreadyExists, internalError, invalid } from "../status/status-error.ts";
import { told } from "../validate/cause.ts";
import { worded } from "../validate/wordings.ts";
import { type Call, type Draft, refusal, refuse, type Step } from "../step.ts";
import { strategyOf } from "../strategy/strategies.ts";
import { isDryRun } from "./dry-run.ts";

/** POST to a collection: decode, default, admit, name, validate, store. */
export function create(call: Call): ApiAnswer {
  const body = decodeBody(call);
  return body.ok ? createDecoded(call, body.value) : refusal(body.fault);
}

/** The rest of the way of a new object. */
export function createDecoded(call: Call, body: DecodedObject): ApiAnswer {
  const draft = newObject(call, body.object);
  if (!draft.ok) return refusal(draft.fault, body.warnings);
  const { server, type } = call;
  const { namespace = "", name = "" } = draft.value.object.metadata;
  if (server.store.get(type.key, namespace, name) !== undefined) return refusal(alreadyExists({ type, name }));
  const advice = strategyOf(type).warn?.(draft.value.object) ?? [];
  const answer = {
    ok: true,
    code: 201,
    warnings: [...body.warnings, ...advice.map((text) => worded(text, server.rules))],
  } as const;
  if (isDryRun(call)) return { ...answer, object: draft.value.object };
  const cause = recordWrite(call, draft.value, 201);
  return { ...answer, object: server.store.put(type.key, draft.value.object, cause) };
}

function newObject(call: Call, body: KubernetesObject): Step<Draft> {
  const { server, type } = call;
  if ((body.metadata.resourceVersion ?? "") !== "") {
    return refuse(internalError("resourceVersion should not be set on objects to be created"));
  }
  const admitted = admit(call, defaulted(type, body, server.rules));
  if (!admitted.ok) return admitted;
  const strategy = strategyOf(type);
  const object = started(call, strategy.prepare?.(admitted.value.object, server.rules) ?? admitted.value.object);
  const causes = strategy.validate?.(object, server.rules) ?? [];
  if (causes.length > 0) return refuse(invalid({ type, name: object.metadata.name ?? "" }, told(causes, server.rules)));
  return approve(call, { object: tracked(call, object, undefined), notes: admitted.value.notes });
}

function started(call: Call, object: KubernetesObject): KubernetesObject {
  const fresh = { ...object, metadata: firstMetadata(call, object.metadata) };
  return strategyOf(call.type).beforeCreate?.(fresh, call.server.rules) ?? fresh;
}

/** Nobody looks at a generation where nobody counts it. */
function kept(generation: number | undefined): ObjectMeta {
  return generation === undefined ? {} : { generation };
}

/** A new object's name, uid and time are the server's; what a client writes there is dropped. */
function firstMetadata({ server, type }: Call, metadata: ObjectMeta): ObjectMeta {
  const { name, generateName, deletionTimestamp: _deleted, deletionGracePeriodSeconds: _grace, ...rest } = metadata;
  const named = name ?? (generateName === undefined ? undefined : generatedName(generateName, server.random));
  const counts = strategyOf(type).countsGeneration?.(server.rules) === true;
  const { generation, ...uncounted } = rest;
  return {
    ...(named === undefined ? {} : { name: named }),
    ...(generateName === undefined ? {} : { generateName }),
    ...uncounted,
    uid: newUid(server.random),
    ...(counts ? { generation: 1 } : kept(generation)),
    creationTimestamp: timestamp(server.clock.now()),
  };
}
