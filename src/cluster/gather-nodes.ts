import { listAt, ok, type Outcome, textAt, valueAt } from "../base/index.ts";
import type { KubernetesObject, NodeFacts } from "../kinds/index.ts";
import type { ClusterFault } from "./fault.ts";
import type { NotSeen } from "./gather-pods.ts";
import { readObject, readSome, type Reader } from "./read.ts";
import { typeOf } from "./resource-type.ts";

export interface Nodes {
  readonly nodes: readonly NodeFacts[];
  readonly notSeen: readonly NotSeen[];
}

/** Of a large cluster some nodes are enough to see whether one has an image. */
const MOST = 200;
/** Of those that were not among them, the ones that are asked for by name. */
const MOST_NAMED = 8;
const NODES = typeOf("nodes");

/** The named nodes, and as many others as one request gives. */
export async function gatherNodes(reader: Reader, names: readonly string[]): Promise<Nodes> {
  const listed = await readSome(reader, { type: NODES }, MOST);
  const nodes = listed.ok ? listed.value.map(factsOf) : [];
  const absent = names.filter((name) => !nodes.some((node) => node.name === name)).slice(0, MOST_NAMED);
  const read = await Promise.all(absent.map((name) => namedNode(reader, name)));
  const found = read.flatMap((node) => (node.ok ? node.value : []));
  const fault = read.find((node) => !node.ok)?.fault ?? (listed.ok ? undefined : listed.fault);
  return { nodes: [...nodes, ...found], notSeen: fault === undefined ? [] : [{ what: "nodes", fault }] };
}

async function namedNode(reader: Reader, name: string): Promise<Outcome<NodeFacts, ClusterFault>> {
  const node = await readObject(reader, { type: NODES }, name);
  return node.ok ? ok(factsOf(node.value)) : node;
}

function factsOf(node: KubernetesObject): NodeFacts {
  const info = valueAt(node, "status", "nodeInfo");
  const [os, architecture] = [textAt(info, "operatingSystem"), textAt(info, "architecture")];
  const [kubelet, runtime] = [textAt(info, "kubeletVersion"), textAt(info, "containerRuntimeVersion")];
  return {
    name: node.metadata.name ?? "",
    ...(os && architecture ? { platform: `${os}/${architecture}` } : {}),
    ...(kubelet ? { kubelet } : {}),
    ...(runtime ? { runtime } : {}),
    images: listAt(node, "status", "images").flatMap((image) => textsAt(image, "names")),
    troubles: listAt(node, "status", "conditions").flatMap(troubleOf),
  };
}

function textsAt(value: unknown, key: string): readonly string[] {
  return listAt(value, key).filter((each) => typeof each === "string");
}

function troubleOf(condition: unknown): readonly string[] {
  const [type = "", status] = [textAt(condition, "type"), textAt(condition, "status")];
  if (type === "Ready") return status === "True" ? [] : ["NotReady"];
  return status === "True" ? [type] : [];
}
