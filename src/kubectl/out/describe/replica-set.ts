import type { JsonObject } from "../../../base/index.ts";
import { numberAt, stringAt } from "../fields.ts";
import { selectorMatches, selectorText } from "../label-selector.ts";
import { controllerOf, labelsOf, listKind, namespaceOf, uidOf } from "../metadata.ts";
import { eventLines, eventsAbout } from "./events.ts";
import { headLines, orNone } from "./lines.ts";
import { templateLines, workloadConditions } from "./template.ts";
import type { Lines, View } from "./view.ts";

/** `kubectl describe replicaset`. */
export function describeReplicaSet(set: JsonObject, view: View): Lines {
  const [name = "", namespace = "", ...rest] = headLines(set);
  const { spec } = set as { readonly spec?: JsonObject };
  const owner = controllerOf(set);
  return [
    name,
    namespace,
    `Selector:\t${orNone(selectorText(spec?.["selector"]))}`,
    ...rest,
    ...(owner === undefined ? [] : [`Controlled By:\t${stringAt(owner, "kind")}/${stringAt(owner, "name")}`]),
    `Replicas:\t${numberAt(set, "status", "replicas")} current / ${numberAt(spec, "replicas")} desired`,
    `Pods Status:\t${podCounts(set, view)}`,
    ...templateLines(spec?.["template"], view.rules),
    ...workloadConditions(set),
    ...eventLines(eventsAbout(set, view), view),
  ];
}

/** Pods that the set selects and controls, by phase. */
function podCounts(set: JsonObject, { objects }: View): string {
  const { spec } = set as { readonly spec?: JsonObject };
  const phases = listKind(objects, "Pod", namespaceOf(set))
    .filter(
      (pod) => selectorMatches(spec?.["selector"], labelsOf(pod)) && stringAt(controllerOf(pod), "uid") === uidOf(set),
    )
    .map((pod) => stringAt(pod, "status", "phase"));
  const count = (wanted: string): number => phases.filter((phase) => phase === wanted).length;
  return `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`;
}
