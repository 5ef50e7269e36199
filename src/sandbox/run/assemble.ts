import { ManualClock, SeededRandom } from "../../base/index.ts";
import { type KubernetesObject, type Rules, rulesOf, type World } from "../../kinds/index.ts";
import { type ApiServer, createApiServer } from "../api/index.ts";
import { startControllers } from "../controllers/index.ts";
import { createSandboxNode, type SandboxNode } from "../node/index.ts";
import { createNetwork, type Network } from "../registry/index.ts";
import { createStore, type Store } from "../store/index.ts";
import type { RunOptions } from "./contract.ts";
import { TraceRecorder } from "./trace-recorder.ts";

/** A whole cluster with its registries on one manual clock, before anything has happened. */
export interface Assembled {
  readonly world: World;
  readonly clock: ManualClock;
  readonly start: number;
  readonly recorder: TraceRecorder;
  readonly rules: Rules;
  readonly store: Store;
  readonly api: ApiServer;
  readonly network: Network;
  readonly nodes: readonly SandboxNode[];
}

/** Builds the cluster that the world describes, with what the options say instead. */
export function assemble(given: World, options: RunOptions): Assembled {
  const world = withOptions(given, options);
  const rules: Rules = options.rules ?? rulesOf(world.kubelet);
  const start = Date.parse(world.start);
  const clock = new ManualClock(start);
  const random = new SeededRandom(world.seed);
  const recorder = new TraceRecorder(clock);
  const store = createStore();
  const nodes: SandboxNode[] = [];
  const api = createApiServer({
    rules,
    admission: world.cluster.admission,
    store,
    clock,
    random: random.fork("api"),
    recorder,
    logs: (pod, query) => logsOf(nodes, pod, query),
  });
  const network = createNetwork({ registries: world.registries, clock, start });
  startControllers({ api, store, clock, random: random.fork("controllers"), recorder, rules });
  const shared = { runtime: world.runtime, rules, clock, recorder, store, api, network };
  for (const node of world.nodes) {
    nodes.push(createSandboxNode({ ...shared, world: node, random: random.fork(`node ${node.name}`) }));
  }
  return { world, clock, start, recorder, rules, store, api, network, nodes };
}

function withOptions(world: World, options: RunOptions): World {
  return {
    ...world,
    kubelet: options.kubelet ?? options.rules?.minor ?? world.kubelet,
    runtime: options.runtime ?? world.runtime,
    seed: options.seed ?? world.seed,
    for: options.for ?? world.for,
  };
}

type Logs = NonNullable<Parameters<typeof createApiServer>[0]["logs"]>;

/** What the kubelet of the pod's node answers; a pod without a node has no logs. */
export function logsOf(
  nodes: readonly SandboxNode[],
  pod: KubernetesObject,
  query: Parameters<Logs>[1],
): ReturnType<Logs> {
  const { nodeName } = (pod as { readonly spec?: { readonly nodeName?: string } }).spec ?? {};
  const node = nodes.find(({ name }) => name === nodeName);
  if (node === undefined) return { ok: true, text: "" };
  return node.kubelet.containerLogs(pod as never, query["container"] ?? "", query["previous"] === "true");
}
