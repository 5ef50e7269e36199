import { textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidField } from "./cause.ts";
import { validateMetadata } from "./metadata.ts";

/** An event lies in the namespace of what it is about; of what has none, in the default one. */
export function validateEvent(event: KubernetesObject): readonly Cause[] {
  const about = textAt(event, "involvedObject", "namespace") ?? "";
  const { namespace = "" } = event.metadata;
  const isThere = about === "" ? namespace === "default" : about === namespace;
  const wrong = invalidField("involvedObject.namespace", about, "does not match event.namespace");
  return [...validateMetadata(event), ...(isThere ? [] : [wrong])];
}
