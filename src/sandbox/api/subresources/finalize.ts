import { listAt, objectAt } from "../../../base/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { withFields } from "../fields.ts";
import { notFound } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";
import { stored } from "../verbs/read.ts";

/** PUT to a namespace's `/finalize`: one that is to go and waits for nothing more is gone. */
export function finalize(call: Call): ApiAnswer {
  const namespace = stored(call);
  if (namespace === undefined) return refusal(notFound(subjectOf(call)));
  const { store } = call.server;
  const finalizers = listAt(call.request.body, "spec", "finalizers");
  const isLast = finalizers.length === 0 && namespace.metadata.deletionTimestamp !== undefined;
  if (isLast) return { ok: true, code: 200, object: store.remove("namespaces", "", call.request.name) ?? namespace };
  const spec = { ...objectAt(namespace, "spec"), finalizers };
  return { ok: true, code: 200, object: store.put("namespaces", withFields(namespace, { spec })) };
}
