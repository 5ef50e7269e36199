import type { KubernetesObject } from "../../../kinds/index.ts";
import { jsonOf } from "../metadata.ts";
import { AUTOSCALER_TABLE } from "./autoscaler.ts";
import { EVENT_TABLE } from "./event.ts";
import { NODE_TABLE } from "./node.ts";
import { CONFIG_MAP_TABLE, NAMESPACE_TABLE, OTHER_TABLE, SECRET_TABLE, SERVICE_ACCOUNT_TABLE } from "./plain-kinds.ts";
import { POD_TABLE } from "./pod.ts";
import type { Table, TableKind, TableOptions, TableRow } from "./table.ts";
import { CRON_JOB_TABLE, JOB_TABLE } from "./jobs.ts";
import { CREATED_TABLE, LEASE_TABLE, ROLE_BINDING_TABLE } from "./access.ts";
import { INGRESS_TABLE, NETWORK_POLICY_TABLE, SERVICE_TABLE } from "./network.ts";
import { CLAIM_TABLE, DISRUPTION_BUDGET_TABLE, PRIORITY_CLASS_TABLE, STORAGE_CLASS_TABLE } from "./policies.ts";
import { STORED_TABLES } from "./stored-kinds.ts";
import {
  DAEMON_SET_TABLE,
  DEPLOYMENT_TABLE,
  REPLICA_SET_TABLE,
  REPLICATION_CONTROLLER_TABLE,
  STATEFUL_SET_TABLE,
} from "./workloads.ts";

const KINDS: Readonly<Record<string, TableKind>> = {
  ...STORED_TABLES,
  HorizontalPodAutoscaler: AUTOSCALER_TABLE,
  ClusterRole: CREATED_TABLE,
  ClusterRoleBinding: ROLE_BINDING_TABLE,
  CronJob: CRON_JOB_TABLE,
  CustomResourceDefinition: CREATED_TABLE,
  DaemonSet: DAEMON_SET_TABLE,
  Ingress: INGRESS_TABLE,
  Job: JOB_TABLE,
  Lease: LEASE_TABLE,
  NetworkPolicy: NETWORK_POLICY_TABLE,
  PersistentVolumeClaim: CLAIM_TABLE,
  PodDisruptionBudget: DISRUPTION_BUDGET_TABLE,
  PriorityClass: PRIORITY_CLASS_TABLE,
  ReplicationController: REPLICATION_CONTROLLER_TABLE,
  Role: CREATED_TABLE,
  RoleBinding: ROLE_BINDING_TABLE,
  Service: SERVICE_TABLE,
  StatefulSet: STATEFUL_SET_TABLE,
  StorageClass: STORAGE_CLASS_TABLE,
  ConfigMap: CONFIG_MAP_TABLE,
  Deployment: DEPLOYMENT_TABLE,
  Event: EVENT_TABLE,
  Namespace: NAMESPACE_TABLE,
  Node: NODE_TABLE,
  Pod: POD_TABLE,
  ReplicaSet: REPLICA_SET_TABLE,
  Secret: SECRET_TABLE,
  ServiceAccount: SERVICE_ACCOUNT_TABLE,
};

/**
 * Objects of one kind as the API server answers them to a client that asks for a `Table`: all columns, those of
 * `-o wide` too. The kind decides the columns, also where there are no objects.
 */
export function tableOf(kind: string, objects: readonly KubernetesObject[], options: TableOptions): Table {
  const table = KINDS[kind] ?? OTHER_TABLE;
  const rows = objects.map((object) => rowOf(table, object, options));
  return { columnDefinitions: table.columns(options.rules), rows };
}

function rowOf(table: TableKind, object: KubernetesObject, options: TableOptions): TableRow {
  const fields = jsonOf(object);
  const conditions = table.conditions?.(fields) ?? [];
  return { cells: table.cells(fields, options), object, ...(conditions.length === 0 ? {} : { conditions }) };
}
