import type { PodFacts } from "../../kinds/index.ts";

/** `NAMESPACE/NAME`, or the name alone where the namespace was not seen. */
export function podNameOf({ name = "", namespace }: Pick<PodFacts, "name" | "namespace">): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
