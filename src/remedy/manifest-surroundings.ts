import { objectAt } from "../base/index.ts";
import type { KubernetesObject, Pod, PodSpec, SecretObject } from "../kinds/index.ts";
import { specPathOf, type Surroundings, type Workload } from "./surroundings.ts";

/** What a fix of objects that no cluster has may touch: themselves, and the secrets beside them. */
export function surroundingsOfManifests(
  objects: readonly KubernetesObject[],
  secrets: readonly SecretObject[],
): Surroundings {
  const workloads = objects.map((object): Workload => ({ object, specPath: specPathOf(object.kind), pods: [] }));
  const pods = workloads.map(podOf);
  return { pods, workloads, secrets, absent: [], elsewhere: [], accounts: [], accountSecrets: [], notSeen: [] };
}

/** As its template would make it. */
function podOf({ object, specPath }: Workload): Pod {
  const { namespace = "default", name } = object.metadata;
  const spec = { containers: [], ...objectAt(object, ...specPath) } as PodSpec;
  return { apiVersion: "v1", kind: "Pod", metadata: { namespace, ...(name !== undefined && { name }) }, spec };
}
