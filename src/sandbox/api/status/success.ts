import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Subject } from "./status-error.ts";

interface Success extends KubernetesObject {
  readonly status: "Success";
}

/** The Status of a deletion. */
export function deleted({ type, name }: Subject, uid: string): KubernetesObject {
  const group = type.group === "" ? {} : { group: type.group };
  return success({ details: { name, ...group, kind: type.resource, uid } });
}

/** The Status of something that was done and has nothing to show. */
export function success(more: object): Success {
  return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", ...more };
}
