import type { JsonObject } from "../../../base/index.ts";
import { valueAt } from "../../../base/index.ts";
import { isSetAt, numberAt } from "../fields.ts";
import { labelsText, selectorText } from "../label-selector.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, integer, NAME, type TableKind } from "./table.ts";
import { CONTAINERS, TEMPLATE, templateCells } from "./template-columns.ts";

export const DEPLOYMENT_TABLE: TableKind = {
  columns: () => [NAME, column("Ready"), column("Up-to-date"), column("Available"), AGE, ...TEMPLATE],
  cells: (deployment, options) => [
    nameOf(deployment),
    `${statusAt(deployment, "readyReplicas")}/${desiredReplicas(deployment)}`,
    statusAt(deployment, "updatedReplicas"),
    statusAt(deployment, "availableReplicas"),
    ageOf(deployment, options),
    ...templateCells(deployment, "spec"),
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
    ...templateCells(set, "spec"),
    selectorText(valueAt(set, "spec", "selector")) || "<none>",
  ],
};

export const REPLICATION_CONTROLLER_TABLE: TableKind = {
  columns: (rules) => REPLICA_SET_TABLE.columns(rules),
  cells: (controller, options) => [
    ...REPLICA_SET_TABLE.cells(controller, options).slice(0, -1),
    labelsText(valueAt(controller, "spec", "selector")),
  ],
};

export const STATEFUL_SET_TABLE: TableKind = {
  columns: () => [NAME, column("Ready"), AGE, ...CONTAINERS],
  cells: (set, options) => [
    nameOf(set),
    `${statusAt(set, "readyReplicas")}/${desiredReplicas(set)}`,
    ageOf(set, options),
    ...templateCells(set, "spec"),
  ],
};

const DAEMON_COUNTS = [
  ["Desired", "desiredNumberScheduled"],
  ["Current", "currentNumberScheduled"],
  ["Ready", "numberReady"],
  ["Up-to-date", "updatedNumberScheduled"],
  ["Available", "numberAvailable"],
] as const;

export const DAEMON_SET_TABLE: TableKind = {
  columns: () => [NAME, ...DAEMON_COUNTS.map(([name]) => integer(name)), column("Node Selector"), AGE, ...TEMPLATE],
  cells: (set, options) => [
    nameOf(set),
    ...DAEMON_COUNTS.map(([, field]) => statusAt(set, field)),
    labelsText(valueAt(set, "spec", "template", "spec", "nodeSelector")),
    ageOf(set, options),
    ...templateCells(set, "spec"),
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
