import { type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { isSetAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { ageSince } from "../human-duration.ts";
import { rfc1123 } from "../instant.ts";
import { controllerOf, labelsOf, nameOf, namespaceOf, uidOf } from "../metadata.ts";
import { containerLines, seccompLines } from "./containers.ts";
import { eventLines, eventsOf } from "./events.ts";
import { annotationLines, below, labelLines, unlessEmpty } from "./lines.ts";
import { spreadLines, workloadLines } from "./placement.ts";
import { qualityOf } from "./quality.ts";
import { resourceLines } from "./resources.ts";
import { tolerationLines } from "./tolerations.ts";
import type { Lines, View } from "./view.ts";
import { volumeLines } from "./volumes.ts";

/** `kubectl describe pod`. */
export function describePod(pod: JsonObject, view: View): Lines {
  const { rules } = view;
  const spec = objectAt(pod, "spec");
  return [
    ...whereLines(pod),
    ...whatLines(pod, view),
    ...addressLines(pod),
    ...(rules.describePodResources && isSetAt(spec, "resources")
      ? ["Resources:", ...resourceLines(spec["resources"]).map((line) => `  ${line}`)]
      : []),
    ...allContainers(pod, view),
    ...gateLines(pod),
    ...conditionLines(pod),
    ...volumeLines(spec, rules),
    `QoS Class:\t${stringAt(pod, "status", "qosClass") || qualityOf(spec, rules)}`,
    ...labelLines("Node-Selectors", spec["nodeSelector"]),
    ...tolerationLines("Tolerations", spec),
    ...spreadLines(spec),
    ...workloadLines(spec, rules),
    ...eventLines(eventsOfPod(pod, view), view),
  ];
}

function whereLines(pod: JsonObject): Lines {
  const spec = objectAt(pod, "spec");
  const node = stringAt(spec, "nodeName");
  const start = textAt(pod, "status", "startTime");
  return [
    `Name:\t${nameOf(pod)}`,
    `Namespace:\t${namespaceOf(pod)}`,
    ...(isSetAt(spec, "priority") ? [`Priority:\t${numberAt(spec, "priority")}`] : []),
    ...unlessEmpty("Priority Class Name", stringAt(spec, "priorityClassName")),
    ...unlessEmpty("Runtime Class Name", stringAt(spec, "runtimeClassName")),
    ...unlessEmpty("Service Account", stringAt(spec, "serviceAccountName")),
    `Node:\t${node === "" ? "<none>" : `${node}/${stringAt(pod, "status", "hostIP")}`}`,
    ...(start === undefined ? [] : [`Start Time:\t${rfc1123(start)}`]),
  ];
}

function whatLines(pod: JsonObject, view: View): Lines {
  return [
    ...labelLines("Labels", labelsOf(pod)),
    ...annotationLines("Annotations", objectAt(pod, "metadata", "annotations")),
    ...phaseLines(pod, view),
    ...unlessEmpty("Reason", stringAt(pod, "status", "reason")),
    ...unlessEmpty("Message", stringAt(pod, "status", "message")),
    ...seccompLines(pod["spec"]),
  ];
}

function phaseLines(pod: JsonObject, { now, rules }: View): Lines {
  const phase = stringAt(pod, "status", "phase");
  const isFinished = phase === "Succeeded" || phase === "Failed";
  const deleted = textAt(pod, "metadata", "deletionTimestamp");
  if (deleted === undefined || (isFinished && !rules.finishedPodsTerminate)) return [`Status:\t${phase}`];
  return [
    `Status:\tTerminating (lasts ${ageSince(deleted, now)})`,
    `Termination Grace Period:\t${numberAt(pod, "metadata", "deletionGracePeriodSeconds")}s`,
  ];
}

function addressLines(pod: JsonObject): Lines {
  const addresses = objectsAt(pod, "status", "podIPs").map((address) => `IP:\t${stringAt(address, "ip")}`);
  const owner = controllerOf(pod);
  return [
    `IP:\t${stringAt(pod, "status", "podIP")}`,
    ...(addresses.length === 0 ? ["IPs:\t<none>"] : below("IPs", addresses)),
    ...(owner === undefined ? [] : [`Controlled By:\t${stringAt(owner, "kind")}/${stringAt(owner, "name")}`]),
    ...unlessEmpty("NominatedNodeName", stringAt(pod, "status", "nominatedNodeName")),
  ];
}

/** Title, list in the spec, list of statuses; those that may be empty are left out then. */
const SORTS = [
  ["Init Containers", "initContainers", "initContainerStatuses"],
  ["Containers", "containers", "containerStatuses"],
  ["Ephemeral Containers", "ephemeralContainers", "ephemeralContainerStatuses"],
] as const;

function allContainers(pod: JsonObject, { rules }: View): Lines {
  return SORTS.flatMap(([title, list, statuses]) => {
    const containers = objectsAt(pod, "spec", list);
    if (containers.length === 0 && list !== "containers") return [];
    return containerLines(title, containers, { rules, pod, statuses: objectsAt(pod, "status", statuses) });
  });
}

function gateLines(pod: JsonObject): Lines {
  const conditions = objectsAt(pod, "status", "conditions");
  const rows = objectsAt(pod, "spec", "readinessGates").map((gate) => {
    const type = stringAt(gate, "conditionType");
    const condition = conditions.find((one) => stringAt(one, "type") === type);
    return `${type} \t${condition === undefined ? "<none>" : stringAt(condition, "status")} `;
  });
  return rows.length === 0 ? [] : below("Readiness Gates", ["Type\tStatus", ...rows]);
}

function conditionLines(pod: JsonObject): Lines {
  const conditions = objectsAt(pod, "status", "conditions");
  if (conditions.length === 0) return [];
  const rows = conditions.map((one) => `${stringAt(one, "type")} \t${stringAt(one, "status")} `);
  return below("Conditions", ["Type\tStatus", ...rows]);
}

const MIRROR = "kubernetes.io/config.mirror";

/** Events of a mirror pod name the static pod that it mirrors. */
function eventsOfPod(pod: JsonObject, view: View): ReturnType<typeof eventsOf> {
  const uid = textAt(pod, "metadata", "annotations", MIRROR) ?? uidOf(pod);
  return eventsOf(view, { name: nameOf(pod), namespace: namespaceOf(pod), uid });
}
