import type { JsonObject } from "../../../base/index.ts";
import { sortedEntries } from "../fields.ts";
import { eventLines, eventsAbout } from "./events.ts";
import { bytesOf, headLines } from "./lines.ts";
import type { Lines, View } from "./view.ts";

/** `kubectl describe configmap`: values in full, sizes of binary ones. */
export function describeConfigMap(configMap: JsonObject, view: View): Lines {
  const gap = view.rules.describeSpacesData ? [""] : [];
  return [
    ...headLines(configMap),
    "",
    "Data",
    "====",
    ...sortedEntries(configMap, "data").flatMap(([key, value]) => [`${key}:`, "----", String(value), ...gap]),
    "",
    "BinaryData",
    "====",
    ...sortedEntries(configMap, "binaryData").map(([key, value]) => `${key}: ${bytesOf(value).length} bytes`),
    "",
    ...eventLines(eventsAbout(configMap, view), view),
  ];
}
