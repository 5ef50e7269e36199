import { listAt, type Now, oncePerObject, textAt } from "../../base/index.ts";
import type { ObjectMeta, Pod, PodStatus, Recorder, Rules, SecretObject, StatusData } from "../../kinds/index.ts";
import { podColumns } from "../../kubectl/index.ts";
import type { KubeletApi } from "../../kubelet/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { Store } from "../store/index.ts";
import { createEventStore } from "./event-store.ts";

export interface KubeletApiOptions {
  readonly node: string;
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: Now;
  readonly rules: Rules;
  readonly recorder: Recorder;
}

/** The API server as one node's kubelet sees it: in process, answers at once. */
export function createKubeletApi(options: KubeletApiOptions): KubeletApi {
  const { api, store, clock, node, recorder, rules } = options;
  return {
    secret: (namespace, name) => secretFor(store, rules, { namespace, name }),
    configMap: (namespace, name) => store.get("configmaps", namespace, name),
    serviceAccount: (namespace, name) => store.get("serviceaccounts", namespace, name)?.metadata.uid,
    serviceAccountSecrets: (namespace, name) => {
      const listed = listAt(store.get("serviceaccounts", namespace, name), "imagePullSecrets");
      return listed.flatMap((secret) => textAt(secret, "name") ?? []);
    },
    // Unconditional, as the real one's patch is: the status is the kubelet's alone.
    publishStatus: (pod, status, cause) => {
      const about = { pod: podKey(pod), node, ...(cause === undefined ? {} : { cause }) };
      const seq = recorder.record("status", statusData(pod, status, rules), about);
      const { namespace = "", name = "" } = pod.metadata;
      const body = { ...pod, metadata: unversioned(pod), status };
      api.handle({ verb: "update", resource: "pods", subresource: "status", namespace, name, body, cause: seq });
    },
    removePod: (pod, cause) => {
      const { namespace = "", name = "" } = pod.metadata;
      const query = { gracePeriodSeconds: "0" };
      api.handle({
        verb: "delete",
        resource: "pods",
        namespace,
        name,
        query,
        ...(cause === undefined ? {} : { cause }),
      });
    },
    events: createEventStore(store, clock, node),
  };
}

/** What a write is sent with that does not mind what has been written meanwhile. */
const unversioned = oncePerObject(({ metadata }: Pod): ObjectMeta => {
  const { resourceVersion: _seen, ...rest } = metadata;
  return rest;
});

const podKey = oncePerObject(({ metadata }: Pod) => `${metadata.namespace ?? ""}/${metadata.name ?? ""}`);

/** The kubelet reads the pod's own namespace; the belief that secrets reach everywhere looks into the others too. */
function secretFor(
  store: Store,
  rules: Rules,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): SecretObject | undefined {
  const own = store.get("secrets", namespace, name);
  if (own !== undefined || rules.credentials.ownNamespaceOnly) return own;
  return store.list("secrets").find((secret) => secret.metadata.name === name);
}

/** What a published status shows to somebody who looks with kubectl. */
function statusData(pod: Pod, status: PodStatus, rules: Rules): StatusData {
  const columns = podColumns({ ...pod, status }, rules.printer);
  const inits = (status.initContainerStatuses ?? []).map(({ name, state }) => ({ name, state, init: true as const }));
  const containers = (status.containerStatuses ?? []).map(({ name, state }) => ({ name, state }));
  return {
    phase: status.phase ?? "Pending",
    status: columns.status,
    ready: columns.ready,
    restarts: columns.restarts,
    containers: [...inits, ...containers],
  };
}
