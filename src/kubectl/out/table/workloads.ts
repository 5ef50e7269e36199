import type { JsonObject } from "../../../base/index.ts";
import { valueAt } from "../../../base/index.ts";
import { isSetAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { selectorText } from "../label-selector.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, integer, NAME, type TableKind, wide } from "./table.ts";

const TEMPLATE = [wide("Containers"), wide("Images"), wide("Selector")];

export const DEPLOYMENT_TABLE: TableKind = {
  columns: () => [NAME, column("Ready"), column("Up-to-date"), column("Available"), AGE, ...TEMPLATE],
  cells: (deployment, options) => [
    nameOf(deployment),
    `${statusAt(deployment, "readyReplicas")}/${desiredReplicas(deployment)}`,
    statusAt(deployment, "updatedReplicas"),
    statusAt(deployment, "availableReplicas"),
    ageOf(deployment, options),
    ...templateCells(deployment),
    selectorText(valueAt(deployment, "spec", "selector")),
  ],
};

export const REPLICA_SET_TABLE: TableKind = {
  columns: () => [NAME, integer("Desired"), integer("Current"), integer("Ready"), AGE, ...TEMPLATE],
  cells: (set, options) => [
    nameOf(set),
    desiredReplicas(set),
    statusAt(set, "replicas"),
    statusAt(set, "readyReplicas"),
    ageOf(set, options),
    ...templateCells(set),
    selectorText(valueAt(set, "spec", "selector")) || "<none>",
  ],
};

function statusAt(workload: JsonObject, field: string): number {
  return numberAt(workload, "status", field);
}

/** One where it is not said: the API server's default. */
function desiredReplicas(workload: JsonObject): number {
  return isSetAt(workload, "spec", "replicas") ? numberAt(workload, "spec", "replicas") : 1;
}

/** Names and images of all containers. */
function templateCells(workload: JsonObject): readonly string[] {
  const containers = objectsAt(workload, "spec", "template", "spec", "containers");
  return ["name", "image"].map((field) => containers.map((container) => stringAt(container, field)).join(","));
}
