import { ok } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { parseFieldSelector } from "../selectors/field-selector.ts";
import { parseLabelSelector } from "../selectors/label-selector.ts";
import { badRequest, notFound } from "../status/status-error.ts";
import { type Call, refusal, refuse, type Step, subjectOf } from "../step.ts";

export function get(call: Call): ApiAnswer {
  const object = stored(call);
  return object === undefined ? refusal(notFound(subjectOf(call))) : { ok: true, code: 200, object };
}

/** The object that the request names. */
export function stored({ server, request, type }: Call): KubernetesObject | undefined {
  return server.store.get(type.resource, request.namespace, request.name);
}

/** What the selectors of the query leave, in the order of etcd's keys: by namespace, then name. */
export function list(call: Call): ApiAnswer {
  const { server, request, type } = call;
  const selected = selectorOf(call);
  if (!selected.ok) return refusal(selected.fault);
  const objects = server.store.list(type.resource, request.namespace === "" ? undefined : request.namespace);
  const items = objects.filter(selected.value).sort((a, b) => compare(keyOf(a), keyOf(b)));
  const metadata = { resourceVersion: `${server.store.resourceVersion}` };
  return {
    ok: true,
    code: 200,
    object: { apiVersion: apiVersionOf(type), kind: `${type.kind}List`, metadata, items },
  };
}

function selectorOf({ request, type }: Call): Step<(object: KubernetesObject) => boolean> {
  const { labelSelector = "", fieldSelector = "" } = request.query ?? {};
  const labels = parseLabelSelector(labelSelector);
  if (!labels.ok) return refuse(badRequest(labels.fault));
  const fields = parseFieldSelector(fieldSelector, type.resource);
  if (!fields.ok) return refuse(badRequest(fields.fault));
  return ok((object) => labels.value(object.metadata.labels ?? {}) && fields.value(object));
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
