import { type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import { quantityText } from "../../../kinds/index.ts";
import { objectsAt, sortedEntries, stringAt } from "../fields.ts";
import { listKind, nameOf } from "../metadata.ts";
import { quantityOf } from "./resources.ts";
import type { Lines, View } from "./view.ts";

const SCOPES: Readonly<Record<string, string>> = {
  Terminating:
    "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating:
    "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort:
    "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort:
    "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

/** Resource quotas of a namespace. */
export function quotaLines({ objects }: View, namespace: string): Lines {
  const quotas = listKind(objects, "ResourceQuota", namespace);
  return quotas.length === 0 ? ["No resource quota."] : ["Resource Quotas", ...quotas.flatMap(oneQuota)];
}

function oneQuota(quota: JsonObject): Lines {
  const scopes = listAt(quota, "spec", "scopes").map(String).sort();
  const used = objectAt(quota, "status", "used");
  return [
    `  Name:\t${nameOf(quota)}`,
    ...(scopes.length === 0 ? [] : [`  Scopes:\t${scopes.join(", ")}`]),
    ...scopes.flatMap((scope) => (SCOPES[scope] === undefined ? [] : [`  * ${SCOPES[scope]}`])),
    "  Resource\tUsed\tHard",
    "  --------\t---\t---",
    ...sortedEntries(quota, "status", "hard").map(
      ([name, hard]) => `  ${name}\t${amountText(used[name])}\t${amountText(hard)}`,
    ),
  ];
}

/** Limit ranges of a namespace; resources by name (kubectl: in no order). */
export function limitLines({ objects }: View, namespace: string): Lines {
  const ranges = listKind(objects, "LimitRange", namespace);
  if (ranges.length === 0) return ["No LimitRange resource."];
  return [
    "Resource Limits",
    " Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio",
    " ----\t--------\t---\t---\t---------------\t-------------\t-----------------------",
    ...ranges.flatMap((range) => objectsAt(range, "spec", "limits").flatMap(oneLimit)),
  ];
}

const COLUMNS = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"] as const;

function oneLimit(limit: JsonObject): Lines {
  const lists = COLUMNS.map((column) => objectAt(limit, column));
  const names = [...new Set(lists.flatMap((list) => Object.keys(list)))].sort();
  return names.map((name) => {
    const cells = lists.map((list) => (list[name] === undefined ? "-" : amountText(list[name])));
    return ` ${[stringAt(limit, "type"), name, ...cells].join("\t")}`;
  });
}

function amountText(amount: unknown): string {
  return quantityText(quantityOf(amount));
}
