import { readObject, typeOf } from "../../cluster/index.ts";
import { API_RESOURCES } from "../../kinds/index.ts";
import { openCluster } from "../../node/index.ts";
import { keeperOf } from "../../remedy/index.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { FixOptions } from "./options.ts";

/** Where something was being made anew and that was interrupted, it is not there: then the fault says where the copy of it is. */
export async function withWhatStands(fault: Fault, { cluster }: FixOptions, io: Pick<Io, "signal">): Promise<Fault> {
  if (fault.code !== "CLUSTER_NOT_FOUND") return fault;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(cluster.timeout)]);
  const access = await openCluster(cluster.kubeconfig, signal);
  if (!access.ok) return fault;
  const { namespace = access.value.namespace } = cluster.target;
  for (const { resource, name } of cluster.target.objects) {
    const kind = API_RESOURCES.find((type) => type.resource === resource)?.kind ?? "";
    const keeper = keeperOf({ namespace, name, kind });
    const place = { type: typeOf("secrets"), namespace };
    const kept = await readObject({ access: access.value, signal }, place, keeper.name);
    if (kept.ok) return { ...fault, hint: hintOf(keeper.name, namespace) };
  }
  return fault;
}

function hintOf(secret: string, namespace: string): string {
  const copy = `kubectl get secret ${secret} -n ${namespace} -o jsonpath='{.data.object}' | base64 -d | kubectl create -f -`;
  return `It was being made anew, and that was interrupted; what it is to be is kept:\n${copy}\nkubectl delete secret ${secret} -n ${namespace}`;
}
