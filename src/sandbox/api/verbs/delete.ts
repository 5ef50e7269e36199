import { objectAt, textAt, timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer, ObjectList, StatusError } from "../contract.ts";
import { withFields } from "../fields.ts";
import { recordWrite } from "../journal.ts";
import { conflict, forbidden, notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { isDryRun } from "./create.ts";
import { list } from "./list.ts";
import { stored } from "./read.ts";

const IMMORTAL = ["default", "kube-system", "kube-public"];

/** DELETE of one object: at once, or (a pod on a node) marked with the time that its kubelet has to end it. */
export function remove(call: Call): ApiAnswer {
  const object = stored(call);
  if (object === undefined) return refusal(notFound(subjectOf(call)));
  const fault = preconditionFault(call, object);
  if (fault !== undefined) return refusal(fault);
  if (isDryRun(call)) return { ok: true, code: 200, object };
  if (call.type.key === "namespaces") return empty(call, object);
  const grace = gracePeriod(call, object);
  return grace > 0 ? mark(call, object, grace) : erase(call, object);
}

/** DELETE of a collection: each object that is selected, as it would be deleted alone. */
export function removeAll(call: Call): ApiAnswer {
  const { limit: _limit, continue: _continue, ...query } = call.request.query ?? {};
  const answer = list({ ...call, request: { ...call.request, verb: "list", query } });
  if (!answer.ok || !("object" in answer)) return answer;
  const { items, ...found } = answer.object as ObjectList;
  const gone = items.map(({ metadata }) => {
    const { namespace = "", name = "" } = metadata;
    return remove({ ...call, request: { ...call.request, verb: "delete", namespace, name } });
  });
  const refused = gone.find((one) => !one.ok && one.code !== 404);
  const objects = gone.flatMap((one) => (one.ok && "object" in one ? [one.object] : []));
  return refused ?? { ...answer, object: { ...found, items: objects } };
}

/** The object may have to be a certain one, in a certain version. */
function preconditionFault({ request, type }: Call, { metadata }: KubernetesObject): StatusError | undefined {
  const wanted = objectAt(request.body, "preconditions");
  const subject = { type: { ...type, group: "", resource: type.kind }, name: request.name };
  const [uid, version] = [textAt(wanted, "uid"), textAt(wanted, "resourceVersion")];
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid ?? ""})`;
    return conflict(subject, `${why}. The object might have been deleted and then recreated`);
  }
  if (version === undefined || version === metadata.resourceVersion) return undefined;
  const record = `does not match the ResourceVersion in record (${metadata.resourceVersion ?? ""})`;
  const why = `the ResourceVersion in the precondition (${version}) ${record}`;
  return conflict(subject, `${why}. The object might have been modified`);
}

/** A namespace goes when everything in it has gone; some never go. */
function empty(call: Call, namespace: KubernetesObject): ApiAnswer {
  const { server, type, request } = call;
  if (IMMORTAL.includes(request.name)) return refusal(forbidden(subjectOf(call), "this namespace may not be deleted"));
  if (namespace.metadata.deletionTimestamp !== undefined) return { ok: true, code: 200, object: namespace };
  const cause = recordWrite(call, { object: namespace, notes: [] }, 200);
  const metadata = { ...namespace.metadata, deletionTimestamp: timestamp(server.clock.now()) };
  const leaving = withFields({ ...namespace, metadata }, { status: { phase: "Terminating" } });
  return { ok: true, code: 200, object: server.store.put(type.key, leaving, cause) };
}

function mark(call: Call, object: KubernetesObject, grace: number): ApiAnswer {
  const { server, type } = call;
  const { metadata } = object;
  if (metadata.deletionTimestamp !== undefined && (metadata.deletionGracePeriodSeconds ?? 0) <= grace) {
    return { ok: true, code: 200, object };
  }
  const cause = recordWrite(call, { object, notes: [] }, 200);
  return { ok: true, code: 200, object: server.store.put(type.key, marked(call, object, grace), cause) };
}

/** A pod that was marked before is seen once more, without grace, before it is gone. */
function erase(call: Call, object: KubernetesObject): ApiAnswer {
  const { server, type } = call;
  const { namespace = "", name = "", deletionGracePeriodSeconds = 0 } = object.metadata;
  const cause = recordWrite(call, { object, notes: [] }, 200);
  if (deletionGracePeriodSeconds > 0) server.store.put(type.key, marked(call, object, 0), cause);
  const gone = server.store.remove(type.key, namespace, name, cause);
  return { ok: true, code: 200, object: gone ?? object };
}

function marked({ server }: Call, object: KubernetesObject, grace: number): KubernetesObject {
  const { metadata } = object;
  const first = metadata.deletionTimestamp === undefined && metadata.generation !== undefined;
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(first ? { generation: (metadata.generation ?? 0) + 1 } : {}),
      deletionTimestamp: timestamp(server.clock.now() + grace * 1000),
      deletionGracePeriodSeconds: grace,
    },
  };
}

/** Seconds: what the request says, else the pod. Only a pod that a kubelet has, or may have, is given time. */
function gracePeriod({ request, type }: Call, object: KubernetesObject): number {
  if (type.key !== "pods") return 0;
  const spec = objectAt(object, "spec");
  if (spec["nodeName"] === undefined || isFinished(object)) return 0;
  const asked = objectAt(request.body)["gracePeriodSeconds"] ?? request.query?.["gracePeriodSeconds"];
  return Number(asked ?? spec["terminationGracePeriodSeconds"] ?? 0);
}

function isFinished(pod: KubernetesObject): boolean {
  const phase = textAt(pod, "status", "phase");
  return phase === "Succeeded" || phase === "Failed";
}
