import { listAt, objectAt, textAt } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { controllerEvents, type EmitEvent } from "./events.ts";
import { afterChanges } from "./soon.ts";

const DELAY = 10;
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
const CLAIMS = "persistentvolumeclaims";
/** Provisioner of the class that the sandbox brings along; volumes of other classes come from outside. */
export const PROVISIONER = "sandbox.pullwhy.dev/memory";

interface Means extends ControllersOptions {
  readonly emit: EmitEvent;
}

/** Binds claims to volumes: to one that fits, or to one that is made for them where their class makes volumes. */
export function startVolumes(options: ControllersOptions): void {
  const means = { ...options, emit: controllerEvents(options, () => "persistentvolume-controller") };
  afterChanges(options, { resources: [CLAIMS, "persistentvolumes", "storageclasses"], delay: DELAY }, () => {
    for (const claim of options.store.list(CLAIMS)) {
      const isOpen =
        claim.metadata.deletionTimestamp === undefined && (textAt(claim, "spec", "volumeName") ?? "") === "";
      if (isOpen) bindClaim(means, claim);
    }
    for (const volume of options.store.list("persistentvolumes")) settle(means, volume);
  });
}

function bindClaim(means: Means, given: KubernetesObject): void {
  const claim = withClass(means, given);
  const volume = means.store.list("persistentvolumes").find((one) => fits(one, claim)) ?? provision(means, claim);
  if (volume === undefined) return;
  const { namespace = "", name = "", uid } = claim.metadata;
  const claimRef = { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name, uid };
  write(means, withSpec(volume, { ...objectAt(volume, "spec"), claimRef }), { phase: "Bound" });
  const named = withSpec(claim, { ...objectAt(claim, "spec"), volumeName: volume.metadata.name });
  const bound = annotated(named, isMadeFor(volume, claim) ? [...BOUND, ...PROVISIONED] : BOUND);
  const { capacity, accessModes } = objectAt(volume, "spec");
  write(means, bound, { phase: "Bound", capacity, accessModes });
}

const BOUND = [
  ["pv.kubernetes.io/bind-completed", "yes"],
  ["pv.kubernetes.io/bound-by-controller", "yes"],
] as const;
const PROVISIONED = [
  ["volume.beta.kubernetes.io/storage-provisioner", PROVISIONER],
  ["volume.kubernetes.io/storage-provisioner", PROVISIONER],
] as const;

function isMadeFor({ metadata }: KubernetesObject, claim: KubernetesObject): boolean {
  return metadata.name === `pvc-${claim.metadata.uid ?? ""}`;
}

function annotated(object: KubernetesObject, more: readonly (readonly [string, string])[]): KubernetesObject {
  const annotations = { ...object.metadata.annotations, ...Object.fromEntries(more) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function withSpec(object: KubernetesObject, spec: object): KubernetesObject {
  const changed = { spec };
  return { ...object, ...changed };
}

/** A claim that names no class has the default one. */
function withClass({ store }: Means, claim: KubernetesObject): KubernetesObject {
  const spec = objectAt(claim, "spec");
  if (spec["storageClassName"] !== undefined) return claim;
  const found = store.list("storageclasses").find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true");
  return found === undefined ? claim : withSpec(claim, { ...spec, storageClassName: found.metadata.name });
}

function fits(volume: KubernetesObject, claim: KubernetesObject): boolean {
  const [has, wants] = [objectAt(volume, "spec"), objectAt(claim, "spec")];
  const modes = listAt(has, "accessModes");
  const isFree = has["claimRef"] === undefined && textAt(volume, "status", "phase") !== "Released";
  const isOfClass = (textAt(has, "storageClassName") ?? "") === (textAt(wants, "storageClassName") ?? "");
  return isFree && isOfClass && listAt(wants, "accessModes").every((mode) => modes.includes(mode));
}

function provision({ api, store, emit }: Means, claim: KubernetesObject): KubernetesObject | undefined {
  const className = textAt(claim, "spec", "storageClassName") ?? "";
  const found = store.get("storageclasses", "", className);
  if (found === undefined) return wait(emit, claim, className);
  const { provisioner, reclaimPolicy } = { ...found } as {
    readonly provisioner?: string;
    readonly reclaimPolicy?: string;
  };
  if (provisioner !== PROVISIONER) {
    const message = `Waiting for a volume to be created either by the external provisioner '${provisioner ?? ""}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    emit(claim, { type: "Normal", reason: "ExternalProvisioning", message });
    return undefined;
  }
  const name = `pvc-${claim.metadata.uid ?? ""}`;
  const { accessModes, volumeMode } = objectAt(claim, "spec");
  const capacity = objectAt(claim, "spec", "resources", "requests");
  const body = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": PROVISIONER } },
    spec: {
      capacity,
      accessModes,
      volumeMode,
      persistentVolumeReclaimPolicy: reclaimPolicy ?? "Delete",
      storageClassName: className,
      hostPath: { path: `/var/lib/volumes/${name}`, type: "" },
    },
  };
  const answer = api.handle({ verb: "create", resource: "persistentvolumes", namespace: "", name: "", body });
  if (!answer.ok) return undefined;
  emit(claim, { type: "Normal", reason: "ProvisioningSucceeded", message: `Successfully provisioned volume ${name}` });
  return store.get("persistentvolumes", "", name);
}

function wait(emit: EmitEvent, claim: KubernetesObject, className: string): undefined {
  if (className === "") {
    const message = "no persistent volumes available for this claim and no storage class is set";
    emit(claim, { type: "Normal", reason: "FailedBinding", message });
  } else {
    const message = `storageclass.storage.k8s.io "${className}" not found`;
    emit(claim, { type: "Warning", reason: "ProvisioningFailed", message });
  }
  return undefined;
}

/** A volume whose claim is gone is released, or goes with it; a new one is there to be taken. */
function settle(means: Means, volume: KubernetesObject): void {
  const reference = objectAt(volume, "spec")["claimRef"];
  const phase = textAt(volume, "status", "phase") ?? "";
  if (reference === undefined) {
    if (phase !== "Available") write(means, volume, { phase: "Available" });
    return;
  }
  const claim = means.store.get(CLAIMS, textAt(reference, "namespace") ?? "", textAt(reference, "name") ?? "");
  if (claim !== undefined || phase !== "Bound") return;
  const isKept = textAt(volume, "spec", "persistentVolumeReclaimPolicy") !== "Delete";
  const { name = "" } = volume.metadata;
  if (isKept) write(means, volume, { phase: "Released" });
  else means.api.handle({ verb: "delete", resource: "persistentvolumes", namespace: "", name });
}

/** Writes an object, and what its status says then. */
function write({ api, store }: Means, object: KubernetesObject, status: object): void {
  const { namespace = "", name = "" } = object.metadata;
  const resource = object.kind === "PersistentVolume" ? "persistentvolumes" : CLAIMS;
  const address = { verb: "update", resource, namespace, name } as const;
  const { resourceVersion: _any, ...metadata } = object.metadata;
  api.handle({ ...address, body: { ...object, metadata } });
  const now = store.get(resource, namespace, name);
  if (now === undefined) return;
  const body = { ...now, status: { ...objectAt(now, "status"), ...status } };
  api.handle({ ...address, subresource: "status", body });
}
