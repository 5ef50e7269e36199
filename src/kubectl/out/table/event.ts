import { type JsonObject, objectAt } from "../../../base/index.ts";
import { isSetAt, numberAt, stringAt } from "../fields.ts";
import { ageSince } from "../human-duration.ts";
import { instantOf } from "../instant.ts";
import { nameOf } from "../metadata.ts";
import { column, NAME, type TableKind, type TableOptions, wide } from "./table.ts";

/** Events, as the API server's `printEvent` writes them. */
export const EVENT_TABLE: TableKind = {
  columns: () => [
    column("Last Seen"),
    column("Type"),
    column("Reason"),
    column("Object"),
    wide("Subobject"),
    wide("Source"),
    column("Message"),
    wide("First Seen"),
    wide("Count"),
    { ...NAME, priority: 1 },
  ],
  cells: eventCells,
};

function eventCells(event: JsonObject, { now }: TableOptions): readonly unknown[] {
  const { firstTimestamp, lastTimestamp, eventTime } = event;
  const first = ageSince(instantOf(firstTimestamp) === undefined ? eventTime : firstTimestamp, now);
  const last = instantOf(lastTimestamp) === undefined ? first : ageSince(lastTimestamp, now);
  const series = objectAt(event, "series");
  const hasSeries = isSetAt(event, "series");
  return [
    hasSeries ? ageSince(series["lastObservedTime"], now) : last,
    stringAt(event, "type"),
    stringAt(event, "reason"),
    targetText(objectAt(event, "involvedObject")),
    stringAt(event, "involvedObject", "fieldPath"),
    sourceText(event),
    stringAt(event, "message").trim(),
    first,
    hasSeries ? numberAt(series, "count") : numberAt(event, "count") || 1,
    nameOf(event),
  ];
}

function targetText(about: JsonObject): string {
  const [kind, name] = [stringAt(about, "kind").toLowerCase(), stringAt(about, "name")];
  return name === "" ? kind : `${kind}/${name}`;
}

function sourceText(event: JsonObject): string {
  const component = stringAt(event, "source", "component") || stringAt(event, "reportingComponent");
  const instance = stringAt(event, "source", "host") || stringAt(event, "reportingInstance");
  return instance === "" ? component : `${component}, ${instance}`;
}
