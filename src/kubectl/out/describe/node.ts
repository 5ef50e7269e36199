import { type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import { isTrueAt, objectsAt, stringAt } from "../fields.ts";
import { instantOf, rfc1123 } from "../instant.ts";
import { labelsOf, listKind, nameOf, uidOf } from "../metadata.ts";
import { nodeRoles } from "../node-roles.ts";
import { eventLines, eventsOf } from "./events.ts";
import { annotationLines, below, labelLines, orNone, unlessEmpty } from "./lines.ts";
import { nodePodLines } from "./node-pods.ts";
import { amounts } from "./resources.ts";
import { taintLines } from "./tolerations.ts";
import type { Lines, View } from "./view.ts";

/** `kubectl describe node`. */
export function describeNode(node: JsonObject, view: View): Lines {
  return [
    `Name:\t${nameOf(node)}`,
    `Roles:\t${orNone(nodeRoles(node).join(","))}`,
    ...labelLines("Labels", labelsOf(node)),
    ...annotationLines("Annotations", objectAt(node, "metadata", "annotations")),
    `CreationTimestamp:\t${rfc1123(objectAt(node, "metadata")["creationTimestamp"])}`,
    ...taintLines("Taints", node),
    `Unschedulable:\t${isTrueAt(node, "spec", "unschedulable")}`,
    ...leaseLines(node, view),
    ...conditionLines(node),
    "Addresses:",
    ...objectsAt(node, "status", "addresses").map((one) => `  ${stringAt(one, "type")}:\t${stringAt(one, "address")}`),
    ...below("Capacity", amounts(node, "status", "capacity")),
    ...below("Allocatable", amounts(node, "status", "allocatable")),
    ...systemLines(node, view),
    ...unlessEmpty("PodCIDR", stringAt(node, "spec", "podCIDR")),
    ...unlessEmpty("PodCIDRs", listAt(node, "spec", "podCIDRs").join(",")),
    ...unlessEmpty("ProviderID", stringAt(node, "spec", "providerID")),
    ...nodePodLines(node, view),
    ...eventLines(eventsOfNode(node, view), view),
  ];
}

function leaseLines(node: JsonObject, { objects }: View): Lines {
  const lease = listKind(objects, "Lease", "kube-node-lease").find((one) => nameOf(one) === nameOf(node));
  if (lease === undefined) return [`Lease:\tFailed to get lease: leases "${nameOf(node)}" not found`];
  return [
    "Lease:",
    `  HolderIdentity:\t${stringAt(lease, "spec", "holderIdentity") || "<unset>"}`,
    `  AcquireTime:\t${timeOrUnset(objectAt(lease, "spec")["acquireTime"])}`,
    `  RenewTime:\t${timeOrUnset(objectAt(lease, "spec")["renewTime"])}`,
  ];
}

function timeOrUnset(time: unknown): string {
  return instantOf(time) === undefined ? "<unset>" : rfc1123(time);
}

function conditionLines(node: JsonObject): Lines {
  const rows = objectsAt(node, "status", "conditions").map((one) => {
    const times = [rfc1123(one["lastHeartbeatTime"]), rfc1123(one["lastTransitionTime"])];
    const cells = [stringAt(one, "type"), stringAt(one, "status"), ...times, stringAt(one, "reason")];
    return `${cells.map((cell) => `${cell} \t`).join("")}${stringAt(one, "message")}`;
  });
  if (rows.length === 0) return [];
  return below("Conditions", [
    "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage",
    "----\t------\t-----------------\t------------------\t------\t-------",
    ...rows,
  ]);
}

const SYSTEM = [
  ["Machine ID", "machineID"],
  ["System UUID", "systemUUID"],
  ["Boot ID", "bootID"],
  ["Kernel Version", "kernelVersion"],
  ["OS Image", "osImage"],
  ["Operating System", "operatingSystem"],
  ["Architecture", "architecture"],
  ["Container Runtime Version", "containerRuntimeVersion"],
  ["Kubelet Version", "kubeletVersion"],
  ["Kube-Proxy Version", "kubeProxyVersion"],
] as const;

function systemLines(node: JsonObject, { rules }: View): Lines {
  const shown = SYSTEM.filter(([, field]) => rules.describeKubeProxy || field !== "kubeProxyVersion");
  return below(
    "System Info",
    shown.map(([title, field]) => `${title}:\t${stringAt(node, "status", "nodeInfo", field)}`),
  );
}

/** Controllers name the node by uid, the kubelet writes its name there. */
function eventsOfNode(node: JsonObject, view: View): readonly JsonObject[] {
  const about = { name: nameOf(node), namespace: "", kind: "Node" };
  return [...eventsOf(view, { ...about, uid: uidOf(node) }), ...eventsOf(view, { ...about, uid: nameOf(node) })];
}
