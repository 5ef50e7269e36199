import type { JsonObject } from "../../../base/index.ts";
import { instantOf } from "../instant.ts";
import { stringAt } from "../fields.ts";
import { eventInterval } from "../event-interval.ts";
import { listKind, nameOf, namespaceOf, uidOf } from "../metadata.ts";
import type { Lines, View } from "./view.ts";

/** What events are asked for: everything that is given must be equal. */
export interface EventQuery {
  readonly name: string;
  readonly namespace: string;
  readonly kind?: string;
  readonly uid?: string;
}

/** Events about an object, as kubectl asks for them: by kind too, and by uid where there is one. */
export function eventsAbout(object: JsonObject, view: View): readonly JsonObject[] {
  return eventsOf(view, {
    name: nameOf(object),
    namespace: namespaceOf(object),
    kind: stringAt(object, "kind"),
    uid: uidOf(object),
  });
}

/** Events that match a query, in the order of their names. */
export function eventsOf(
  { objects }: View,
  { name, namespace, kind = "", uid = "" }: EventQuery,
): readonly JsonObject[] {
  return listKind(objects, "Event", namespace === "" ? undefined : namespace).filter(
    (event) =>
      stringAt(event, "involvedObject", "name") === name &&
      stringAt(event, "involvedObject", "namespace") === namespace &&
      (kind === "" || stringAt(event, "involvedObject", "kind") === kind) &&
      (uid === "" || stringAt(event, "involvedObject", "uid") === uid),
  );
}

/** The table at the end of a description, by the time when each was seen last; those without one come first. */
export function eventLines(events: readonly JsonObject[], view: View): Lines {
  if (events.length === 0) return ["Events:\t<none>"];
  const sorted = [...events].sort((a, b) => lastSeen(a) - lastSeen(b));
  return [
    "Events:",
    "  Type\tReason\tAge\tFrom\tMessage",
    "  ----\t------\t----\t----\t-------",
    ...sorted.map((event) => `  ${eventRow(event, view)}`),
  ];
}

function lastSeen(event: JsonObject): number {
  return instantOf(event["lastTimestamp"]) ?? Number.MIN_SAFE_INTEGER;
}

function eventRow(event: JsonObject, { now, rules }: View): string {
  const from = stringAt(event, "source", "component") || stringAt(event, "reportingComponent");
  const path = rules.describeNamesFieldPath ? stringAt(event, "involvedObject", "fieldPath") : "";
  const message = (path && `${path}: `) + stringAt(event, "message").trim();
  return [stringAt(event, "type"), stringAt(event, "reason"), eventInterval(event, now), from, message].join("\t");
}
