import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";

export function get(call: Call): ApiAnswer {
  const object = stored(call);
  return object === undefined ? refusal(notFound(subjectOf(call))) : { ok: true, code: 200, object };
}

/** The object that the request names. */
export function stored({ server, request, type }: Call): KubernetesObject | undefined {
  return server.store.get(type.key, request.namespace, request.name);
}
