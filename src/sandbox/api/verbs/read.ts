import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";

export function get(call: Call): ApiAnswer {
  const object = stored(call);
  return object === undefined ? refusal(notFound(subjectOf(call))) : { ok: true, code: 200, object };
}

/** The object that the request names. */
export function stored({ server, request, type }: Call): KubernetesObject | undefined {
  return server.store.get(type.resource, request.namespace, request.name);
}

/** In the order of etcd's keys: by namespace, then name. */
export function list({ server, request, type }: Call): ApiAnswer {
  const objects = server.store.list(type.resource, request.namespace === "" ? undefined : request.namespace);
  const items = [...objects].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const metadata = { resourceVersion: `${server.store.resourceVersion}` };
  return {
    ok: true,
    code: 200,
    object: { apiVersion: apiVersionOf(type), kind: `${type.kind}List`, metadata, items },
  };
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name ?? ""}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
