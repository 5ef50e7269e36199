import type { JsonObject } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";
import { compareTexts, isSetAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { selectorText } from "../label-selector.ts";
import { listed, orNone, unlessEmpty } from "./lines.ts";
import type { Lines } from "./view.ts";

/** Topology spread constraints by key; nothing where there are none. */
export function spreadLines(podSpec: unknown, inset = ""): Lines {
  const constraints = [...objectsAt(podSpec, "topologySpreadConstraints")];
  if (constraints.length === 0) return [];
  constraints.sort((a, b) => compareTexts(stringAt(a, "topologyKey"), stringAt(b, "topologyKey")));
  const [first = "", ...rest] = listed(`${inset}Topology Spread Constraints`, constraints.map(spreadText));
  return [first, ...rest.map((line) => inset + line)];
}

function spreadText(constraint: JsonObject): string {
  const selector = isSetAt(constraint, "labelSelector")
    ? ` for selector ${orNone(selectorText(constraint["labelSelector"]))}`
    : "";
  const [key, action] = [stringAt(constraint, "topologyKey"), stringAt(constraint, "whenUnsatisfiable")];
  return `${key}:${action} when max skew ${numberAt(constraint, "maxSkew")} is exceeded${selector}`;
}

/** What groups a pod with others for scheduling, as far as this kubectl knows of it. */
export function workloadLines(podSpec: unknown, { describeWorkload }: PrinterRules, inset = ""): Lines {
  if (describeWorkload === "workload" && isSetAt(podSpec, "workloadRef")) {
    return [
      `${inset}WorkloadRef:`,
      `  Name:\t${stringAt(podSpec, "workloadRef", "name")}`,
      `  PodGroup:\t${stringAt(podSpec, "workloadRef", "podGroup")}`,
      ...unlessEmpty("  PodGroupReplicaKey", stringAt(podSpec, "workloadRef", "podGroupReplicaKey")),
    ];
  }
  if (describeWorkload !== "scheduling-group" || !isSetAt(podSpec, "schedulingGroup")) return [];
  return [`${inset}SchedulingGroup:`, `  PodGroupName:\t${stringAt(podSpec, "schedulingGroup", "podGroupName")}`];
}
