import { listAt, textAt } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";

/** Why no node at all can take the pod: a claim that is not there, or has no volume yet. */
export function claimProblem(pod: Pod, store: Store): string | undefined {
  const { namespace = "" } = pod.metadata;
  const names = listAt(pod.spec, "volumes").flatMap(
    (volume) => textAt(volume, "persistentVolumeClaim", "claimName") ?? [],
  );
  const claims = names.map((name) => ({ name, claim: store.get("persistentvolumeclaims", namespace, name) }));
  const missing = claims.find(({ claim }) => claim === undefined);
  if (missing !== undefined) return `persistentvolumeclaim "${missing.name}" not found`;
  const unbound = claims.some(({ claim }) => (textAt(claim, "spec", "volumeName") ?? "") === "");
  return unbound ? "pod has unbound immediate PersistentVolumeClaims" : undefined;
}
