import { type Clock, isJsonObject, jsonEqual, listAt, objectAt, timestamp, valueAt } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import type { ImageService } from "../../kubelet/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { Store } from "../store/index.ts";
import { nodeConditions } from "./node-object.ts";

export interface HeartbeatOptions {
  readonly node: string;
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly images: ImageService;
}

/** The kubelet's defaults: a lease is renewed, and the status looked at, every 10 s; a status that stays the same is posted every 5 min. */
const RENEWED = 10_000;
const POSTED = 300_000;
const LEASE_SECONDS = 40;
const LEASES = "kube-node-lease";
/** The most images that a status names (`nodeStatusMaxImages`). */
const MOST_IMAGES = 50;

/** Keeps a node's lease and status young, and says which images it has. */
export function startHeartbeat(options: HeartbeatOptions): void {
  const { clock } = options;
  clock.start(async () => {
    let posted = clock.now();
    await clock.sleep(0);
    for (;;) {
      renewLease(options);
      if (await postStatus(options, clock.now() - posted >= POSTED)) posted = clock.now();
      await clock.sleep(RENEWED);
    }
  });
}

/** A node that was deleted has no lease: it belongs to the node. */
function renewLease({ node, api, store, clock }: HeartbeatOptions): void {
  const owner = store.get("nodes", "", node);
  if (owner === undefined || store.get("namespaces", "", LEASES) === undefined) return;
  const place = { resource: "leases", namespace: LEASES, name: node };
  const renewTime = `${new Date(clock.now()).toISOString().slice(0, -1)}000Z`;
  const now = store.get("leases", LEASES, node);
  if (now !== undefined) {
    const spec = { ...objectAt(now, "spec"), renewTime };
    return void api.handle({ verb: "update", ...place, body: { ...now, spec } });
  }
  const ownerReferences = [{ apiVersion: "v1", kind: "Node", name: node, uid: owner.metadata.uid ?? "" }];
  const body = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { name: node, namespace: LEASES, ownerReferences },
    spec: { holderIdentity: node, leaseDurationSeconds: LEASE_SECONDS, renewTime },
  };
  api.handle({ verb: "create", ...place, body });
}

/** Posts the status where it has changed or is due; answers whether it did. */
async function postStatus(options: HeartbeatOptions, isDue: boolean): Promise<boolean> {
  const { node, api, store, clock } = options;
  const images = await shownImages(options.images);
  const object = store.get("nodes", "", node);
  if (object === undefined) return false;
  if (!isDue && jsonEqual(images, listAt(object, "status", "images"))) return false;
  const { resourceVersion: _any, ...metadata } = object.metadata;
  const conditions = withPressure(nodeConditions(timestamp(clock.now()), sinceOf(object)), object);
  const status = { ...objectAt(object, "status"), conditions, ...(images.length === 0 ? {} : { images }) };
  const body = { ...object, metadata, status };
  api.handle({ verb: "update", resource: "nodes", subresource: "status", namespace: "", name: node, body });
  return true;
}

/** Whether the disk is full is found out elsewhere. */
function withPressure(conditions: readonly object[], node: KubernetesObject): readonly object[] {
  const isOfDisk = (item: unknown): boolean => valueAt(item, "type") === "DiskPressure";
  const known = listAt(node, "status", "conditions").filter(isJsonObject).find(isOfDisk);
  if (known === undefined) return conditions;
  return conditions.map((condition) => {
    if (!isOfDisk(condition)) return condition;
    const { lastHeartbeatTime } = condition as { readonly lastHeartbeatTime?: string };
    return { ...known, lastHeartbeatTime };
  });
}

function sinceOf(node: KubernetesObject): string {
  const [first] = listAt(node, "status", "conditions").filter(isJsonObject);
  return String(valueAt(first, "lastTransitionTime"));
}

/** The largest first; digests before tags, as a kubelet names them. */
async function shownImages(service: ImageService): Promise<readonly object[]> {
  const listed = (service.listImages?.() ?? []).map(async ({ id, names }) => {
    const status = await service.imageStatus(id);
    const sizeBytes = status.ok ? (status.value?.sizeBytes ?? 0) : 0;
    return { names: [...names].sort((a, b) => Number(b.includes("@")) - Number(a.includes("@"))), sizeBytes };
  });
  return (await Promise.all(listed)).sort((a, b) => b.sizeBytes - a.sizeBytes).slice(0, MOST_IMAGES);
}
