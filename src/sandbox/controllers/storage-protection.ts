import { listAt, objectAt, textAt } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";
import { PROTECTIONS } from "../api/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { hasEnded } from "./scheduling/placements.ts";
import { afterChanges } from "./soon.ts";

const DELAY = 10;
const CLAIMS = "persistentvolumeclaims";
const VOLUMES = "persistentvolumes";

/** Lets claims go that no pod uses, and volumes that no claim has. */
export function startStorageProtection(options: ControllersOptions): void {
  const { store } = options;
  const resources = [CLAIMS, VOLUMES, "pods"];
  const isLeaving = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;
  const matters = (): boolean => [CLAIMS, VOLUMES].some((resource) => store.list(resource).some(isLeaving));
  afterChanges(options, { resources, delay: DELAY, matters }, () => {
    for (const claim of store.list(CLAIMS).filter(isLeaving))
      if (!isUsed(options, claim)) release(options, CLAIMS, claim);
    for (const volume of store.list(VOLUMES).filter(isLeaving))
      if (!isClaimed(options, volume)) release(options, VOLUMES, volume);
  });
}

function isUsed({ store }: ControllersOptions, { metadata }: KubernetesObject): boolean {
  return (store.list("pods", metadata.namespace) as readonly Pod[]).some(
    (pod) =>
      !hasEnded(pod) &&
      listAt(pod.spec, "volumes").some(
        (volume) => textAt(volume, "persistentVolumeClaim", "claimName") === metadata.name,
      ),
  );
}

function isClaimed({ store }: ControllersOptions, volume: KubernetesObject): boolean {
  const reference = objectAt(volume, "spec", "claimRef");
  return store.get(CLAIMS, textAt(reference, "namespace") ?? "", textAt(reference, "name") ?? "") !== undefined;
}

function release({ api }: ControllersOptions, resource: string, object: KubernetesObject): void {
  const { namespace = "", name = "", finalizers = [], resourceVersion: _any, ...metadata } = object.metadata;
  const left = finalizers.filter((one) => one !== PROTECTIONS[resource]);
  if (left.length === finalizers.length) return;
  const named = { name, ...(namespace === "" ? {} : { namespace }) };
  const body = { ...object, metadata: { ...metadata, ...named, finalizers: left } };
  api.handle({ verb: "update", resource, namespace, name, body });
}
