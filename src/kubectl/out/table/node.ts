import type { JsonObject } from "../../../base/index.ts";
import { isTrueAt, objectsAt, stringAt } from "../fields.ts";
import { nameOf } from "../metadata.ts";
import { nodeRoles } from "../node-roles.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, NAME, type TableKind, type TableOptions, wide } from "./table.ts";

/** Nodes, as the API server's `printNode` writes them. */
export const NODE_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Status"),
    column("Roles"),
    AGE,
    column("Version"),
    wide("Internal-IP"),
    wide("External-IP"),
    wide("OS-Image"),
    wide("Kernel-Version"),
    wide("Container-Runtime"),
  ],
  cells: nodeCells,
};

function nodeCells(node: JsonObject, options: TableOptions): readonly unknown[] {
  return [
    nameOf(node),
    statusText(node),
    nodeRoles(node).join(",") || "<none>",
    ageOf(node, options),
    stringAt(node, "status", "nodeInfo", "kubeletVersion"),
    addressText(node, "InternalIP"),
    addressText(node, "ExternalIP"),
    stringAt(node, "status", "nodeInfo", "osImage") || "<unknown>",
    kernelText(node, options),
    stringAt(node, "status", "nodeInfo", "containerRuntimeVersion") || "<unknown>",
  ];
}

function statusText(node: JsonObject): string {
  const ready = objectsAt(node, "status", "conditions").findLast(({ type }) => type === "Ready");
  const status = ready === undefined ? "Unknown" : ready["status"] === "True" ? "Ready" : "NotReady";
  return isTrueAt(node, "spec", "unschedulable") ? `${status},SchedulingDisabled` : status;
}

function addressText(node: JsonObject, wanted: string): string {
  const address = objectsAt(node, "status", "addresses").find(({ type }) => type === wanted);
  return address === undefined ? "<none>" : stringAt(address, "address");
}

function kernelText(node: JsonObject, { rules }: TableOptions): string {
  const kernel = stringAt(node, "status", "nodeInfo", "kernelVersion") || "<unknown>";
  const architecture = stringAt(node, "status", "nodeInfo", "architecture");
  return rules.kernelNamesArchitecture && architecture !== "" ? `${kernel} (${architecture})` : kernel;
}
