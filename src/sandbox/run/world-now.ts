import { timestamp } from "../../base/index.ts";
import type { KubernetesObject, World } from "../../kinds/index.ts";
import { servedTypes } from "../api/index.ts";
import type { Store } from "../store/index.ts";
import type { Cluster } from "./cluster.ts";

/** What nodes write anew every few seconds, and what is served under another name too. */
const PASSING: ReadonlySet<string> = new Set(["events.events.k8s.io", "leases"]);
/** Put back first, so that what is in them, or defined by them, finds its place. */
const FIRST: readonly string[] = ["namespaces", "customresourcedefinitions"];
const LAST = "pods";

/**
 * The cluster as it is now, as a world that starts now: objects, registries with what was pushed and what is broken,
 * images on nodes. What kubelets only remember (back-offs, reasons) is not in it, as after a restart. `actions` are
 * those of the world that have not happened.
 */
export function worldNow(cluster: Cluster, actions: World["actions"]): World {
  const { world, clock, store, network, nodes } = cluster;
  return {
    ...world,
    // Another sequence, so that what is made from now on has other uids and names.
    seed: (world.seed + clock.now()) % 2 ** 32,
    start: timestamp(clock.now()),
    cluster: { ...world.cluster, objects: [], state: stateOf(store) },
    registries: world.registries.map((registry) => network.registry(registry.host)?.now() ?? registry),
    nodes: nodes.map((node) => node.now()),
    actions,
  };
}

function stateOf(store: Store): readonly KubernetesObject[] {
  const keys = new Set(servedTypes(store).map(({ key }) => key));
  const order = [...FIRST, ...[...keys].filter((key) => !FIRST.includes(key) && key !== LAST), LAST];
  return order.filter((key) => !PASSING.has(key)).flatMap((key) => store.list(key));
}

/** Puts the objects of a cluster that was into the store as they were, before controllers and kubelets look. */
export function putBack({ store }: Cluster, state: readonly KubernetesObject[]): void {
  for (const object of state) store.put(keyOf(object, store), object);
}

function keyOf({ apiVersion, kind }: KubernetesObject, store: Store): string {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const types = servedTypes(store).filter((type) => type.kind === kind && type.group === group);
  const type = types.find((each) => each.version === version) ?? types[0];
  if (type === undefined) throw new Error(`Cannot put back a ${kind} of ${apiVersion}: nothing serves it`);
  return type.key;
}
