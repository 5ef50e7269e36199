import { listAt, objectAt, textAt } from "../../../base/index.ts";
import { added, type Amounts, amountsOf, raised } from "./amounts.ts";

const POD_LEVEL = ["cpu", "memory"];

/** What a pod asks for, or may use, in all: containers and sidecars run together, other init containers one at a time. */
export function podAmounts(spec: object, part: "requests" | "limits"): Amounts {
  const own = (container: unknown): Amounts => amountsOf(objectAt(container, "resources")[part]);
  let total: Amounts = listAt(spec, "containers").map(own).reduce(added, new Map());
  let sidecars: Amounts = new Map();
  let peak: Amounts = new Map();
  for (const container of listAt(spec, "initContainers")) {
    const amounts = own(container);
    const isSidecar = textAt(container, "restartPolicy") === "Always";
    if (isSidecar) {
      total = added(total, amounts);
      sidecars = added(sidecars, amounts);
    }
    peak = raised(peak, isSidecar ? sidecars : added(amounts, sidecars));
  }
  const ofPod = [...amountsOf(objectAt(spec, "resources")[part])].filter(([name]) => POD_LEVEL.includes(name));
  return new Map([...raised(total, peak), ...ofPod]);
}
