import type { Container, KubernetesObject, PodSpec } from "../../kinds/index.ts";

/** A pod spec that an object holds or will make pods from. */
export interface Workload {
  readonly object: KubernetesObject;
  readonly spec: PodSpec;
  /** How many pods it asks for, as far as the object says. */
  readonly pods: number;
}

interface SpecFields {
  readonly replicas?: number;
  readonly parallelism?: number;
  readonly template?: { readonly spec?: PodSpec };
  readonly jobTemplate?: { readonly spec?: SpecFields };
  readonly containers?: readonly Container[];
}

/** The pods and pod templates among the objects. */
export function workloadsOf(objects: readonly KubernetesObject[]): Workload[] {
  return objects.flatMap((object) => {
    const fields = (object as { readonly spec?: SpecFields }).spec ?? {};
    const spec = object.kind === "Pod" ? (fields as PodSpec) : templateOf(fields);
    if (spec?.containers === undefined) return [];
    return [{ object, spec, pods: fields.replicas ?? fields.parallelism ?? 1 }];
  });
}

function templateOf(fields: SpecFields): PodSpec | undefined {
  return fields.template?.spec ?? fields.jobTemplate?.spec?.template?.spec;
}

/** Every image that a pod spec names, volumes included, in the order in which the kubelet would want them. */
export function imagesOf(spec: PodSpec): string[] {
  const volumes = (spec.volumes ?? []).map((volume) => volume.image?.reference);
  const containers = [...(spec.initContainers ?? []), ...spec.containers].map((container) => container.image);
  return [...volumes, ...containers].flatMap((image) => (image ? [image] : []));
}
