import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ObjectList, StatusError } from "../contract.ts";

const VIEW = "events.k8s.io/v1";
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

/** An event that is written in the newer form, as it is stored. */
export function storedEvent(body: unknown): unknown {
  return isJsonObject(body) ? { ...renamed(body, NAMES), apiVersion: "v1" } : body;
}

/** A stored event, or a list of them, in the newer form. */
export function viewedEvents<T extends KubernetesObject | ObjectList>(object: T): T {
  if (object.kind === "Status") return object;
  if ("items" in object) return { ...object, apiVersion: VIEW, items: object.items.map((item) => viewedEvents(item)) };
  return { ...(renamed(object as unknown as JsonObject, VIEW_NAMES) as unknown as T), apiVersion: VIEW };
}

/** What a watch tells: an event, or why it ends. */
export function viewedEvent(object: KubernetesObject | StatusError): KubernetesObject | StatusError {
  return "status" in object && object.kind === "Status" ? object : viewedEvents(object);
}

/** A field selector of the newer form. */
export function storedSelector(selector: string): string {
  return selector
    .replaceAll(/(^|,)regarding\./g, "$1involvedObject.")
    .replaceAll("reportingController", "reportingComponent");
}

function renamed(object: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [names[name] ?? name, value]));
}
