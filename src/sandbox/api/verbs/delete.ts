import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { approveDeletion } from "../admission/webhooks.ts";
import type { ApiAnswer, ApiRequest, ObjectList, StatusError } from "../contract.ts";
import { removeDefined } from "../custom/definitions.ts";
import { conflict, notFound } from "../status/status-error.ts";
import { deleted } from "../status/success.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { isDryRun } from "./dry-run.ts";
import { emptyNamespace } from "./delete-namespace.ts";
import { list } from "./list.ts";
import { erase, mark, marked } from "./mark.ts";
import { stored } from "./read.ts";

/** Resources whose deletion answers with the object; that of others with a Status. */
const SHOWN = [
  "pods",
  "services",
  "serviceaccounts",
  "persistentvolumes",
  "persistentvolumeclaims",
  "podtemplates",
  "resourcequotas",
  "storageclasses",
];

/**
 * DELETE of one object: at once, or it is marked: a pod on a node with the time that its kubelet has to end it, an
 * object with finalizers until they are gone.
 */
export function remove(call: Call): ApiAnswer {
  const object = stored(call);
  if (object === undefined) return refusal(notFound(subjectOf(call)));
  const fault = preconditionFault(call, object);
  if (fault !== undefined) return refusal(fault);
  const approved = approveDeletion(call, { object, notes: [] }, undefined);
  if (!approved.ok) return refusal(approved.fault);
  const grace = gracePeriod(call, object);
  if (isDryRun(call)) return { ok: true, code: 200, object: shown(call, object) };
  if (call.type.key === "namespaces") return emptyNamespace(call, object);
  const kept = withPropagation(call, object);
  if (grace > 0 || (kept.metadata.finalizers ?? []).length > 0) return mark(call, kept, grace);
  const gone = erase(call, object);
  if (call.type.key === "customresourcedefinitions") removeDefined(call.server.store, object);
  return { ok: true, code: 200, object: shown(call, gone) };
}

/** By whom what belongs to the object is looked after, before it goes: the garbage collector, who takes the finalizer off. */
const FINALIZERS: Readonly<Record<string, string>> = { Orphan: "orphan", Foreground: "foregroundDeletion" };

function withPropagation({ request }: Call, object: KubernetesObject): KubernetesObject {
  const body = objectAt(request.body);
  const policy = textAt(body, "propagationPolicy") ?? request.query?.["propagationPolicy"] ?? "";
  const own = FINALIZERS[body["orphanDependents"] === true ? "Orphan" : policy];
  if (own === undefined) return object;
  const finalizers = [...new Set([...(object.metadata.finalizers ?? []), own])];
  return { ...object, metadata: { ...object.metadata, finalizers } };
}

function shown(call: Call, object: KubernetesObject): KubernetesObject {
  const { type } = call;
  if (type.key === "pods" && objectAt(object, "spec")["nodeName"] === undefined) return marked(call, object, 0);
  return SHOWN.includes(type.key) ? object : deleted(subjectOf(call), object.metadata.uid ?? "");
}

/** DELETE of a collection: each object that is selected, as it would be deleted alone. */
export function removeAll(call: Call): ApiAnswer {
  const { answer, deletions } = collectionOf(call);
  for (const request of deletions) {
    const one = remove({ ...call, request });
    if (!one.ok && one.code !== 404) return one;
  }
  return answer;
}

/** What is answered to the deletion of a collection, and the deletions that it stands for. */
export function collectionOf(call: Call): { readonly answer: ApiAnswer; readonly deletions: readonly ApiRequest[] } {
  const { request } = call;
  const { limit: _limit, continue: _continue, ...query } = request.query ?? {};
  const answer = list({ ...call, request: { ...request, verb: "list", query } });
  const items = answer.ok && "object" in answer ? (answer.object as ObjectList).items : [];
  const deletions = items.map(({ metadata: { namespace = "", name = "" } }) => {
    return { ...request, verb: "delete", namespace, name } as const;
  });
  return { answer, deletions };
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

/** Seconds: what the request says, else the pod. Only a pod that a kubelet has, or may have, is given time. */
function gracePeriod({ request, type }: Call, object: KubernetesObject): number {
  if (type.key !== "pods") return 0;
  const spec = objectAt(object, "spec");
  if (spec["nodeName"] === undefined || isFinished(object)) return 0;
  const asked = objectAt(request.body)["gracePeriodSeconds"] ?? request.query?.["gracePeriodSeconds"];
  const seconds = Number(asked ?? spec["terminationGracePeriodSeconds"] ?? 0);
  return seconds < 0 ? 1 : seconds;
}

function isFinished(pod: KubernetesObject): boolean {
  const phase = textAt(pod, "status", "phase");
  return phase === "Succeeded" || phase === "Failed";
}
