import type { Clock, Secret, SeededRandom } from "../../base/index.ts";
import { type KubernetesObject, type Recorder, type Rules, rulesOf, type World } from "../../kinds/index.ts";
import { type ApiDescriptions, type CallWebhook, type ApiServer, createApiServer } from "../api/index.ts";
import { startControllers } from "../controllers/index.ts";
import { createSandboxNode, type SandboxNode } from "../node/index.ts";
import type { Network } from "../registry/index.ts";
import { createStore, type Store } from "../store/index.ts";

/** A whole cluster with its registries on one clock, before anything has happened. */
export interface Cluster {
  readonly world: World;
  readonly clock: Clock;
  /** The instant of t = 0. */
  readonly start: number;
  readonly recorder: Recorder;
  readonly rules: Rules;
  readonly store: Store;
  readonly api: ApiServer;
  /** Asks the API server as the owner of the cluster. */
  send(request: Request): Promise<Response>;
  readonly network: Network;
  readonly nodes: readonly SandboxNode[];
}

/** What a cluster is built over: virtual or real time, kept or counted entries, registries in process or behind HTTP. */
export interface Ground {
  readonly world: World;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly recorder: Recorder;
  readonly network: Network;
  /** Token of the owner, without whom nobody comes in; absent: everybody does. */
  readonly owner?: Secret;
  readonly descriptions?: () => Promise<ApiDescriptions>;
  readonly callWebhook?: CallWebhook;
}

/** Builds the cluster that the world describes. */
export function buildCluster(ground: Ground): Cluster {
  const { world, rules, clock, random, recorder, network, owner } = ground;
  const start = clock.now();
  // Only a cluster that lives on is watched by clients that come late.
  const store = createStore(owner === undefined ? {} : { history: WATCHED_CHANGES });
  const nodes: SandboxNode[] = [];
  const api = createApiServer({
    rules,
    admission: world.cluster.admission,
    store,
    clock,
    random: random.fork("api"),
    recorder,
    tracksFields: owner !== undefined,
    ...(owner === undefined ? {} : { auth: { users: [{ ...OWNER, token: owner }] } }),
    ...(ground.descriptions === undefined ? {} : { descriptions: ground.descriptions }),
    ...(ground.callWebhook === undefined ? {} : { callWebhook: ground.callWebhook }),
    logs: (pod, query) => logsOf(nodes, pod, query),
  });
  startControllers({
    api,
    store,
    clock,
    random: random.fork("controllers"),
    recorder,
    rules,
    followsSchedules: owner !== undefined,
  });
  const shared = {
    rules,
    clock,
    recorder,
    store,
    api,
    network,
    heartbeats: owner !== undefined,
  };
  for (const [index, node] of world.nodes.entries()) {
    const own = node.version === undefined ? {} : { rules: rulesOf(node.version) };
    const runtime = node.runtime ?? world.runtime;
    nodes.push(
      createSandboxNode({
        ...shared,
        ...own,
        runtime,
        world: node,
        podCidr: podCidrOf(index),
        random: random.fork(`node ${node.name}`),
      }),
    );
  }
  const send = (request: Request): Promise<Response> => api.fetch(owner === undefined ? request : as(owner, request));
  return { world, clock, start, recorder, rules, store, api, send, network, nodes };
}

/** Each node has a part of 10.244.0.0/16, in the order in which they came, as kubeadm and kind hand them out. */
function podCidrOf(index: number): string {
  return `10.${244 + Math.floor(index / 256)}.${index % 256}.0/24`;
}

/** How many changes a late client may have missed. */
const WATCHED_CHANGES = 20_000;
const OWNER = { name: "kubernetes-admin", groups: ["system:masters"] } as const;

function as(owner: Secret, request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set("authorization", `Bearer ${owner.reveal()}`);
  return new Request(request, { headers });
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
