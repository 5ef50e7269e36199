import { ManualClock, SeededRandom } from "../../base/index.ts";
import { rulesOf, type World } from "../../kinds/index.ts";
import { createNetwork } from "../registry/index.ts";
import { buildCluster, type Cluster } from "./cluster.ts";
import type { RunOptions } from "./contract.ts";
import { TraceRecorder } from "./trace-recorder.ts";

/** A cluster for a run: time goes when it is told to, and every entry is kept. */
export interface Assembled extends Cluster {
  readonly clock: ManualClock;
  readonly recorder: TraceRecorder;
}

/** Builds the cluster that the world describes, with what the options say instead. */
export function assemble(given: World, options: RunOptions): Assembled {
  const world = withOptions(given, options);
  const start = Date.parse(world.start);
  const clock = new ManualClock(start);
  const recorder = new TraceRecorder(clock);
  const network = createNetwork({ registries: world.registries, clock, start });
  const rules = options.rules ?? rulesOf(world.kubelet);
  const random = new SeededRandom(world.seed);
  return { ...buildCluster({ world, rules, clock, random, recorder, network }), clock, recorder };
}

function withOptions(world: World, options: RunOptions): World {
  return {
    ...world,
    kubelet: options.kubelet ?? options.rules?.minor ?? world.kubelet,
    runtime: options.runtime ?? world.runtime,
    seed: options.seed ?? world.seed,
    for: options.for ?? world.for,
    // What is believed of kubelets counts for every one of them.
    nodes: options.rules === undefined ? world.nodes : world.nodes.map(({ version: _own, ...node }) => node),
  };
}
