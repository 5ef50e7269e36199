import type { World, WorldAction } from "../../kinds/index.ts";
import { act, applyObjects } from "./act.ts";
import { assemble, type Assembled } from "./assemble.ts";
import type { Cluster } from "./cluster.ts";
import type { RunOptions } from "./contract.ts";

const MINUTE = 60_000;

/**
 * Builds the cluster and runs it to the end: objects at t = 0, actions at their instants. `built` sees the cluster before
 * anything has happened in it.
 */
export async function play(
  world: World,
  options: RunOptions,
  built: (cluster: Assembled) => void = () => undefined,
): Promise<Assembled> {
  const cluster = assemble(world, options);
  built(cluster);
  startActions(cluster, () => applyObjects(cluster));
  await runFor(cluster, options);
  return cluster;
}

/**
 * Starts the actions of the world, each at its instant. A command waits until the one before has ended, the first one for
 * `before`.
 */
export function startActions(cluster: Cluster, before: () => Promise<void>): void {
  const { actions } = cluster.world;
  const commands = actions.filter((action) => "run" in action);
  cluster.clock.start(async () => {
    await before();
    for (const command of commands) await actAt(cluster, command);
  });
  for (const action of actions.filter((action) => !("run" in action))) {
    cluster.clock.start(() => actAt(cluster, action));
  }
}

async function actAt(cluster: Cluster, action: WorldAction): Promise<void> {
  await cluster.clock.sleep(cluster.start + action.at - cluster.clock.now());
  await act(cluster, action);
}

async function runFor({ clock, start, world }: Assembled, options: RunOptions): Promise<void> {
  for (let t = 0; t < world.for && options.signal?.aborted !== true; t += MINUTE) {
    await clock.runUntil(start + Math.min(t + MINUTE, world.for));
    await options.breathe?.();
  }
}
