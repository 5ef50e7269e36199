import { timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { withFields } from "../fields.ts";
import { recordWrite } from "../journal.ts";
import { forbidden } from "../status/status-error.ts";
import { type Call, refusal, subjectOf } from "../step.ts";

const IMMORTAL = ["default", "kube-system", "kube-public"];

/** A namespace goes when everything in it has gone; some never go. */
export function emptyNamespace(call: Call, namespace: KubernetesObject): ApiAnswer {
  const { server, type, request } = call;
  if (IMMORTAL.includes(request.name)) return refusal(forbidden(subjectOf(call), "this namespace may not be deleted"));
  if (namespace.metadata.deletionTimestamp !== undefined) return { ok: true, code: 200, object: namespace };
  const cause = recordWrite(call, { object: namespace, notes: [] }, 200);
  const metadata = { ...namespace.metadata, deletionTimestamp: timestamp(server.clock.now()) };
  const leaving = withFields({ ...namespace, metadata }, { status: { phase: "Terminating" } });
  return { ok: true, code: 200, object: server.store.put(type.key, leaving, cause) };
}
