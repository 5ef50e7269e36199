import type { World, WorldAction } from "../../kinds/index.ts";
import { act, applyObjects } from "./act.ts";
import { assemble, type Assembled } from "./assemble.ts";
import type { RunOptions } from "./contract.ts";

const MINUTE = 60_000;

/** Builds the cluster and runs it to the end: objects at t = 0, actions at their instants, two commands never at once. */
export async function play(world: World, options: RunOptions): Promise<Assembled> {
  const cluster = assemble(world, options);
  const { actions } = cluster.world;
  const typed = actions.filter((action) => "run" in action);
  cluster.clock.start(() => type(cluster, typed));
  for (const action of actions.filter((action) => !("run" in action))) {
    cluster.clock.start(() => actAt(cluster, action));
  }
  await runFor(cluster, options);
  return cluster;
}

async function type(cluster: Assembled, commands: readonly WorldAction[]): Promise<void> {
  await applyObjects(cluster);
  for (const command of commands) await actAt(cluster, command);
}

async function actAt(cluster: Assembled, action: WorldAction): Promise<void> {
  await cluster.clock.sleep(cluster.start + action.at - cluster.clock.now());
  await act(cluster, action);
}

async function runFor({ clock, start, world }: Assembled, options: RunOptions): Promise<void> {
  for (let t = 0; t < world.for && options.signal?.aborted !== true; t += MINUTE) {
    await clock.runUntil(start + Math.min(t + MINUTE, world.for));
    await options.breathe?.();
  }
}
