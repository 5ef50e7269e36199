import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Change } from "../../store/index.ts";
import type { WatchEvent } from "./watch-stream.ts";

/** What a change is to somebody who sees the selected objects only: one that leaves the selection is deleted to him. */
export function eventOf(change: Change, selects: (object: KubernetesObject) => boolean): WatchEvent | undefined {
  const { type, object, previous } = change;
  const isSelected = type !== "DELETED" && selects(object);
  const wasSelected = previous !== undefined && selects(previous);
  if (isSelected) return { type: wasSelected ? "MODIFIED" : "ADDED", object };
  if (!wasSelected || previous === undefined) return undefined;
  return { type: "DELETED", object: type === "DELETED" ? object : asOf(previous, object) };
}

/** The object as it was selected last, with the version of the change. */
function asOf(previous: KubernetesObject, { metadata }: KubernetesObject): KubernetesObject {
  const { resourceVersion } = metadata;
  if (resourceVersion === undefined) return previous;
  return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
}
