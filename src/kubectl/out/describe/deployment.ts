import { type JsonObject, isJsonObject, jsonEqual, objectAt } from "../../../base/index.ts";
import { compareTexts, isSetAt, numberAt, stringAt } from "../fields.ts";
import { instantOf, rfc1123 } from "../instant.ts";
import { selectorMatches, selectorText } from "../label-selector.ts";
import { controllerOf, labelsOf, listKind, nameOf, namespaceOf, uidOf } from "../metadata.ts";
import { eventLines, eventsAbout } from "./events.ts";
import { headLines, orNone } from "./lines.ts";
import { templateLines, workloadConditions } from "./template.ts";
import type { Lines, View } from "./view.ts";

/** `kubectl describe deployment`. */
export function describeDeployment(deployment: JsonObject, view: View): Lines {
  const [name = "", namespace = "", ...rest] = headLines(deployment);
  const spec = objectAt(deployment, "spec");
  return [
    name,
    namespace,
    `CreationTimestamp:\t${rfc1123(objectAt(deployment, "metadata")["creationTimestamp"])}`,
    ...rest,
    `Selector:\t${selectorText(spec["selector"])}`,
    `Replicas:\t${replicaCounts(deployment)}`,
    ...strategyLines(spec),
    ...templateLines(spec["template"], view.rules),
    ...workloadConditions(deployment),
    ...replicaSetLines(deployment, view),
    ...eventLines(eventsAbout(deployment, view), view),
  ];
}

function replicaCounts(deployment: JsonObject): string {
  const count = (field: string): number => numberAt(deployment, "status", field);
  return [
    `${numberAt(deployment, "spec", "replicas")} desired`,
    `${count("updatedReplicas")} updated`,
    `${count("replicas")} total`,
    `${count("availableReplicas")} available`,
    `${count("unavailableReplicas")} unavailable`,
  ].join(" | ");
}

function strategyLines(spec: JsonObject): Lines {
  const rolling = objectAt(spec, "strategy", "rollingUpdate");
  const limits = [`${countAt(rolling, "maxUnavailable")} max unavailable`, `${countAt(rolling, "maxSurge")} max surge`];
  return [
    `StrategyType:\t${stringAt(spec, "strategy", "type")}`,
    `MinReadySeconds:\t${numberAt(spec, "minReadySeconds")}`,
    ...(isSetAt(spec, "strategy", "rollingUpdate") ? [`RollingUpdateStrategy:	${limits.join(", ")}`] : []),
  ];
}

/** A number, or a percentage. */
function countAt(rolling: JsonObject, field: string): string {
  return isSetAt(rolling, field) ? stringAt(rolling, field) || `${numberAt(rolling, field)}` : "<nil>";
}

/** The set of the current template, and all others that the deployment controls; nothing where it has none. */
function replicaSetLines(deployment: JsonObject, { objects }: View): Lines {
  const spec = objectAt(deployment, "spec");
  const owned = listKind(objects, "ReplicaSet", namespaceOf(deployment))
    .filter((set) => selectorMatches(spec["selector"], labelsOf(set)))
    .filter((set) => stringAt(controllerOf(set), "uid") === uidOf(deployment))
    .sort((a, b) => createdAt(a) - createdAt(b) || compareTexts(nameOf(a), nameOf(b)));
  const current = owned.find((set) => jsonEqual(templateOf(set), templateOf(deployment)));
  const others = owned.filter((set) => set !== current);
  if (owned.length === 0) return [];
  return [
    `OldReplicaSets:\t${orNone(others.map(createdText).join(", "))}`,
    `NewReplicaSet:\t${current === undefined ? "<none>" : createdText(current)}`,
  ];
}

function createdAt(object: JsonObject): number {
  return instantOf(objectAt(object, "metadata")["creationTimestamp"]) ?? 0;
}

function createdText(set: JsonObject): string {
  return `${nameOf(set)} (${numberAt(set, "status", "replicas")}/${numberAt(set, "spec", "replicas")} replicas created)`;
}

/** The template without what the controller adds to it; empty values count as absent. */
function templateOf(workload: JsonObject): unknown {
  const template = objectAt(workload, "spec", "template");
  const { "pod-template-hash": _, ...labels } = objectAt(template, "metadata", "labels");
  return pruned({ ...template, metadata: { ...objectAt(template, "metadata"), labels } });
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(pruned);
  if (!isJsonObject(value)) return value === "" || value === 0 || value === false || value === null ? undefined : value;
  const entries = Object.entries(value).map(([key, inner]) => [key, pruned(inner)] as const);
  const kept = entries.filter(([, inner]) => inner !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
