import type { JsonObject } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ObjectList, StatusError } from "../contract.ts";

/** Another form of stored objects: the same resource in another version or group. */
export interface View {
  /** `events.k8s.io/v1` */
  readonly apiVersion: string;
  /** Name of its type in the schema. */
  readonly type: string;
  /** What a client writes, as it is stored. */
  readonly stored: (body: JsonObject) => JsonObject;
  readonly viewed: (object: KubernetesObject) => KubernetesObject;
  /** A field selector of this form in the stored one. */
  readonly selector?: (selector: string) => string;
}

/** A stored object, or a list of them, in the form of the view; a Status stays as it is. */
export function viewedAnswer(object: KubernetesObject | ObjectList, view: View): KubernetesObject | ObjectList {
  if (object.kind === "Status") return object;
  if (!("items" in object)) return { ...view.viewed(object), apiVersion: view.apiVersion };
  const items = object.items.map((item) => ({ ...view.viewed(item), apiVersion: view.apiVersion }));
  return { ...object, apiVersion: view.apiVersion, items };
}

/** What a watch tells: an object, or why it ends. */
export function viewedEvent(object: KubernetesObject | StatusError, view: View): KubernetesObject | StatusError {
  return isStatus(object) ? object : { ...view.viewed(object), apiVersion: view.apiVersion };
}

function isStatus(object: KubernetesObject | StatusError): object is StatusError {
  return object.kind === "Status";
}
