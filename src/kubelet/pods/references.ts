import { oncePerObject } from "../../base/index.ts";
import type { Container, ObjectReference, Pod } from "../../kinds/index.ts";
import type { PodIdentity } from "../images/index.ts";

/** Which list of the pod's spec a container stands in. */
export type ContainerList = "containers" | "initContainers" | "ephemeralContainers";

/** What events about a whole pod are about. */
export function podReference({ metadata }: Pod): ObjectReference {
  const { namespace = "", name = "", uid = "", resourceVersion = "" } = metadata;
  return { kind: "Pod", apiVersion: "v1", namespace, name, uid, resourceVersion, fieldPath: "" };
}

export function containerReference(pod: Pod, list: ContainerList, { name }: Container): ObjectReference {
  return { ...podReference(pod), fieldPath: `spec.${list}{${name}}` };
}

export function uidOf({ metadata }: Pod): string {
  return metadata.uid ?? "";
}

/** `namespace/name`, as the trace names pods. */
export function podKey(pod: Pod): string {
  return identityOf(pod).key;
}

/** `name_namespace(uid)`, as the kubelet's messages name pods. */
export function podText({ metadata }: Pod): string {
  return `${metadata.name ?? ""}_${metadata.namespace ?? ""}(${metadata.uid ?? ""})`;
}

/** The pod, as the image manager knows it. */
export const identityOf: (pod: Pod) => PodIdentity & { readonly key: string } = oncePerObject(({ metadata, spec }) => {
  const { uid = "", name = "", namespace = "" } = metadata;
  const { serviceAccountName } = spec;
  const key = `${namespace}/${name}`;
  return { uid, name, namespace, key, ...(serviceAccountName === undefined ? {} : { serviceAccountName }) };
});
