import type { KubernetesObject } from "../../kinds/index.ts";
import type { Store } from "../store/index.ts";

/** Seq of the trace entry behind the newest change of an object that has one; by uid. */
export type CauseOf = (object: KubernetesObject) => number | undefined;

export function trackCauses(store: Store): CauseOf {
  const causes = new Map<string, number>();
  store.watch(({ type, object, cause }) => {
    const { uid = "" } = object.metadata;
    if (type === "DELETED") causes.delete(uid);
    else if (cause !== undefined) causes.set(uid, cause);
  });
  return (object) => causes.get(object.metadata.uid ?? "");
}
