import type { JsonObject } from "../../../base/index.ts";
import type { Pod } from "../../../kinds/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { ageSince } from "../human-duration.ts";
import { nameOf } from "../metadata.ts";
import { podColumns, restartsText } from "../pod-columns.ts";
import { AGE, column, NAME, type RowCondition, type TableKind, type TableOptions, wide } from "./table.ts";

/** Pods, as the API server's `printPod` writes them. */
export const POD_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Ready"),
    column("Status"),
    column("Restarts"),
    AGE,
    wide("IP"),
    wide("Node"),
    wide("Nominated Node"),
    wide("Readiness Gates"),
  ],
  cells: podCells,
  conditions: podConditions,
};

function podCells(pod: JsonObject, { now, rules }: TableOptions): readonly unknown[] {
  const columns = podColumns(pod as unknown as Pod, rules);
  return [
    nameOf(pod),
    columns.ready,
    columns.status,
    restartsText(columns, now),
    ageSince((pod as unknown as Pod).metadata.creationTimestamp, now),
    stringAt(pod, "status", "podIP") || stringAt(objectsAt(pod, "status", "podIPs")[0], "ip") || "<none>",
    stringAt(pod, "spec", "nodeName") || "<none>",
    stringAt(pod, "status", "nominatedNodeName") || "<none>",
    gatesText(pod),
  ];
}

/** `1/2`: readiness gates whose condition is True. */
function gatesText(pod: JsonObject): string {
  const gates = objectsAt(pod, "spec", "readinessGates");
  const conditions = objectsAt(pod, "status", "conditions");
  const open = gates.filter((gate) => {
    const condition = conditions.find(({ type }) => type === stringAt(gate, "conditionType"));
    return condition?.["status"] === "True";
  });
  return gates.length === 0 ? "<none>" : `${open.length}/${gates.length}`;
}

const MESSAGES: Readonly<Record<string, string>> = {
  Succeeded: "The pod has completed successfully.",
  Failed: "The pod failed.",
};

function podConditions(pod: JsonObject): readonly RowCondition[] {
  const reason = stringAt(pod, "status", "phase");
  const message = MESSAGES[reason];
  return message === undefined ? [] : [{ type: "Completed", status: "True", reason, message }];
}
