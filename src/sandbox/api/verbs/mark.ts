import { timestamp } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../contract.ts";
import { recordWrite } from "../journal.ts";
import type { Call } from "../step.ts";

/** Marks an object as one that is to go in so many seconds, or when its finalizers are gone. */
export function mark(call: Call, object: KubernetesObject, grace: number): ApiAnswer {
  const { server, type } = call;
  const { metadata } = object;
  if (metadata.deletionTimestamp !== undefined && (metadata.deletionGracePeriodSeconds ?? 0) <= grace) {
    return { ok: true, code: 200, object };
  }
  const cause = recordWrite(call, { object, notes: [] }, 200);
  return { ok: true, code: 200, object: server.store.put(type.key, marked(call, object, grace), cause) };
}

/** A pod that was marked before is seen once more, without grace, before it is gone. */
export function erase(call: Call, object: KubernetesObject): KubernetesObject {
  const { server, type } = call;
  const { namespace = "", name = "", deletionGracePeriodSeconds = 0 } = object.metadata;
  const cause = recordWrite(call, { object, notes: [] }, 200);
  if (deletionGracePeriodSeconds > 0) server.store.put(type.key, marked(call, object, 0), cause);
  return server.store.remove(type.key, namespace, name, cause) ?? object;
}

export function marked({ server }: Call, object: KubernetesObject, grace: number): KubernetesObject {
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
