import type { Pod } from "../../../kinds/index.ts";
import { demandOf } from "./demand.ts";
import type { NodeLoad } from "./placements.ts";
import type { Placed } from "./problem.ts";

/** How it would be if some pods were not there. */
export function placementsWithout(placements: Placed, gone: ReadonlySet<Pod>): Placed {
  const isThere = (pod: Pod): boolean => !gone.has(pod);
  return {
    on: (node) => loadWithout(placements.on(node), gone),
    placed: () => placements.placed().filter(isThere),
    repelling: () => placements.repelling().filter(isThere),
    nominated: (node, pod) => placements.nominated(node, pod),
  };
}

function loadWithout(load: NodeLoad, gone: ReadonlySet<Pod>): NodeLoad {
  const pods = new Set([...load.pods].filter((pod) => !gone.has(pod)));
  const leaving = [...load.pods].filter((pod) => gone.has(pod));
  return {
    pods,
    taken: (resource) =>
      leaving.reduce((sum, pod) => sum - (demandOf(pod).requests.get(resource) ?? 0n), load.taken(resource)),
    hasPort: (port) => [...pods].some((pod) => demandOf(pod).ports.includes(port)),
  };
}
