import { type JsonObject, objectAt } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { rfc1123 } from "../instant.ts";
import { labelsOf, nameOf } from "../metadata.ts";
import { annotationLines, labelLines } from "./lines.ts";
import { limitLines, quotaLines } from "./quotas.ts";
import type { Lines, View } from "./view.ts";

/** `kubectl describe namespace`; events are not shown. */
export function describeNamespace(namespace: JsonObject, view: View): Lines {
  return [
    `Name:\t${nameOf(namespace)}`,
    ...labelLines("Labels", labelsOf(namespace)),
    ...annotationLines("Annotations", objectAt(namespace, "metadata", "annotations")),
    `Status:\t${stringAt(namespace, "status", "phase")}`,
    ...conditionLines(namespace),
    "",
    ...quotaLines(view, nameOf(namespace)),
    "",
    ...limitLines(view, nameOf(namespace)),
  ];
}

function conditionLines(namespace: JsonObject): Lines {
  const conditions = objectsAt(namespace, "status", "conditions");
  if (conditions.length === 0) return [];
  return [
    "Conditions:",
    "  Type\tStatus\tLastTransitionTime\tReason\tMessage",
    "  ----\t------\t------------------\t------\t-------",
    ...conditions.map((one) => {
      const [type, status] = [stringAt(one, "type"), stringAt(one, "status")];
      const rest = [rfc1123(one["lastTransitionTime"]), stringAt(one, "reason"), stringAt(one, "message")];
      return `  ${[type, status, ...rest].join("\t")}`;
    }),
  ];
}
