import type { JsonObject } from "../../../base/index.ts";
import type { View } from "./view.ts";

/** Members of `events.k8s.io/v1` and what they are called in the stored form. */
const NAMES: Readonly<Record<string, string>> = {
  regarding: "involvedObject",
  note: "message",
  reportingController: "reportingComponent",
  deprecatedSource: "source",
  deprecatedFirstTimestamp: "firstTimestamp",
  deprecatedLastTimestamp: "lastTimestamp",
  deprecatedCount: "count",
};
const VIEW_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMES).map(([view, stored]) => [stored, view]),
);

/** The newer form of events. */
export const EVENT_VIEW: View = {
  apiVersion: "events.k8s.io/v1",
  type: "EventsEvent",
  stored: (body) => ({ ...renamed(body, NAMES), apiVersion: "v1" }),
  viewed: (event) => {
    const { apiVersion, kind, metadata } = event;
    return { ...renamed({ ...event }, VIEW_NAMES), apiVersion, kind, metadata };
  },
  selector: (selector) =>
    selector
      .replaceAll(/(^|,)regarding\./g, "$1involvedObject.")
      .replaceAll("reportingController", "reportingComponent"),
};

function renamed(object: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names[name] ?? name, value]));
}
