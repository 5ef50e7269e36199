import { type ClusterAccess, gatherPods, isPod } from "../../cluster/index.ts";
import { API_RESOURCES, type KubernetesObject } from "../../kinds/index.ts";
import { openCluster } from "../../node/index.ts";
import { type ObjectId, planUnfinished, surroundingsOfManifests } from "../../remedy/index.ts";
import type { Io } from "../io.ts";
import type { Found } from "./gather.ts";
import type { FixOptions } from "./options.ts";

/** Seconds: the longest back-off. */
const LONGEST_WAIT = 300;

/** What an earlier run has begun and not ended; undefined where there is nothing, or nobody can see it. */
export async function gatherUnfinished({ cluster }: FixOptions, io: Pick<Io, "signal">): Promise<Found | undefined> {
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(cluster.timeout)]);
  const access = await openCluster(cluster.kubeconfig, signal);
  if (!access.ok) return undefined;
  const reader = { access: access.value, signal };
  const target = { namespace: access.value.namespace, ...cluster.target };
  const named = target.objects.map((object): ObjectId => idOfTarget(object, target.namespace));
  const seen = await gatherPods(reader, target);
  const pods = seen.ok ? seen.value.objects.filter(isPod) : [];
  const plan = await planUnfinished(reader, named, pods);
  return (
    plan &&
    foundOf(access.value, { ...plan, waits: { earliest: 0, latest: LONGEST_WAIT, sentence: "" } }, { named, pods })
  );
}

function idOfTarget(
  { resource, name }: { readonly resource: string; readonly name: string },
  namespace: string,
): ObjectId {
  const type = API_RESOURCES.find((each) => each.resource === resource);
  const { group = "", version = "v1", kind = "" } = type ?? {};
  return { apiVersion: group === "" ? version : `${group}/${version}`, kind, namespace, name };
}

interface Seen {
  readonly named: readonly ObjectId[];
  readonly pods: Found["fixes"][number]["around"]["pods"];
}

function foundOf(access: ClusterAccess, plan: Found["fixes"][number]["plan"], { named, pods }: Seen): Found {
  const objects = named.map(({ apiVersion, kind, namespace, name }): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { namespace, name },
  }));
  const around = { ...surroundingsOfManifests(objects, []), pods };
  return { access, source: access.server, notSeen: [], fixes: [{ found: "", around, plan }] };
}
