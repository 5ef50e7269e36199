import type { Trace, World } from "../../kinds/index.ts";
import { withoutSecrets } from "../world/index.ts";
import { act, applyObjects } from "./act.ts";
import { assemble, type Assembled } from "./assemble.ts";
import type { RunOptions } from "./contract.ts";

const MINUTE = 60_000;

/**
 * Runs a world on a virtual clock and answers its trace. Same world and options, same bytes. Objects are applied at
 * t = 0, actions at their instants in the order of the file.
 */
export async function runWorld(world: World, options: RunOptions = {}): Promise<Trace> {
  const cluster = assemble(world, options);
  cluster.clock.start(() => applyObjects(cluster));
  for (const action of cluster.world.actions) {
    cluster.clock.start(async () => {
      await cluster.clock.sleep(action.at);
      await act(cluster, action);
    });
  }
  await runFor(cluster, options);
  return traceOf(cluster);
}

async function runFor({ clock, start, world }: Assembled, options: RunOptions): Promise<void> {
  for (let t = 0; t < world.for && options.signal?.aborted !== true; t += MINUTE) {
    await clock.runUntil(start + Math.min(t + MINUTE, world.for));
    await options.breathe?.();
  }
}

function traceOf({ world, recorder }: Assembled): Trace {
  return {
    v: 1,
    scenario: world.name,
    seed: world.seed,
    kubelet: world.kubelet,
    start: world.start,
    world: withoutSecrets(world),
    entries: recorder.entries,
  };
}
