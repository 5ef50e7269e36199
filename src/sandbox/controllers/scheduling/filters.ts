import { objectAt, textAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { billionths, demandOf } from "./demand.ts";
import { neighbourProblem, spreadProblem } from "./neighbours.ts";
import { isSelected } from "./node-affinity.ts";
import type { Problem, Round } from "./problem.ts";
import { tolerates, tolerationsOf, untolerated } from "./taints.ts";

type Filter = (node: KubernetesObject, pod: Pod, round: Round) => readonly Problem[] | Problem | undefined;

/** In the order of the real scheduler's plugins; the first that finds something speaks for the node. */
const FILTERS: readonly Filter[] = [
  cordon,
  taint,
  (node, pod) => (isSelected(node, pod.spec) ? undefined : final("node(s) didn't match Pod's node affinity/selector")),
  ports,
  room,
  spreadProblem,
  neighbourProblem,
];

/** Why a node cannot take a pod beside those that are on it; nothing where it can. */
export function problemsWith(node: KubernetesObject, pod: Pod, round: Round): readonly Problem[] {
  for (const filter of FILTERS) {
    const found = filter(node, pod, round);
    const problems = found === undefined ? [] : [found].flat();
    if (problems.length > 0) return problems;
  }
  return [];
}

function final(reason: string): Problem {
  return { reason, isFinal: true };
}

const UNSCHEDULABLE = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

function cordon(node: KubernetesObject, pod: Pod): Problem | undefined {
  const isCordoned = valueAt(node, "spec", "unschedulable") === true;
  const isTolerated = tolerationsOf(pod).some((own) => tolerates(own, UNSCHEDULABLE));
  return isCordoned && !isTolerated ? final("node(s) were unschedulable") : undefined;
}

function taint(node: KubernetesObject, pod: Pod, { rules }: Round): Problem | undefined {
  const found = untolerated(node, tolerationsOf(pod), ["NoSchedule", "NoExecute"]);
  if (found === undefined) return undefined;
  const named = ` {${textAt(found, "key") ?? ""}: ${textAt(found, "value") ?? ""}}`;
  return final(`node(s) had untolerated taint${rules.scheduler.namesTaints ? named : "(s)"}`);
}

function ports(node: KubernetesObject, pod: Pod, { placements }: Round): Problem | undefined {
  const { name = "" } = node.metadata;
  const load = placements.on(name);
  const promised = placements.nominated(name, pod).flatMap((other) => demandOf(other).ports);
  const isTaken = demandOf(pod).ports.some((port) => load.hasPort(port) || promised.includes(port));
  if (!isTaken) return undefined;
  return { reason: "node(s) didn't have free ports for the requested pod ports", isFinal: false, heedsPods: true };
}

/** Everything that there is too little of. A node that does not say what it has, has room. */
function room(node: KubernetesObject, pod: Pod, { placements, rules }: Round): readonly Problem[] {
  const allocatable = objectAt(node, "status", "allocatable");
  const { name: nodeName = "" } = node.metadata;
  const load = placements.on(nodeName);
  const promised = placements.nominated(nodeName, pod);
  const most = Number(allocatable["pods"] ?? Infinity);
  const isFull = load.pods.size + promised.length + 1 > most;
  const tooMany: Problem[] = isFull ? [{ reason: "Too many pods", isFinal: false, heedsPods: true }] : [];
  const lacking = [...demandOf(pod).requests].flatMap(([name, amount]): Problem[] => {
    if (amount === 0n || (allocatable[name] === undefined && allocatable["cpu"] === undefined)) return [];
    const has = billionths(allocatable[name]);
    const isFinal = rules.scheduler.sizeIsFinal && amount > has;
    const others = promised.reduce((sum, other) => sum + (demandOf(other).requests.get(name) ?? 0n), load.taken(name));
    return others + amount <= has ? [] : [{ reason: `Insufficient ${name}`, isFinal, heedsPods: true }];
  });
  return [...tooMany, ...lacking];
}
