import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import type { StatusError } from "../../api/index.ts";
import { createFor, type Look, removeFor } from "./actions.ts";
import { ownerReference } from "./owned.ts";

interface PodWish {
  /** Absent: a random suffix behind the owner's name. */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Creates a pod from its owner's template and says so; answers why it could not. */
export function createPod(look: Look, owner: KubernetesObject, wish: PodWish = {}): StatusError | undefined {
  const template = objectAt(owner, "spec", "template");
  const own = objectAt(template, "metadata");
  const { name = "" } = owner.metadata;
  const metadata = {
    ...(wish.name === undefined ? { generateName: `${name}-` } : { name: wish.name }),
    labels: { ...objectAt(own, "labels"), ...wish.labels },
    ...(own["annotations"] === undefined ? {} : { annotations: own["annotations"] }),
    ownerReferences: [ownerReference(owner)],
  };
  const spec = { ...objectAt(template, "spec"), ...wish.spec };
  const answer = createFor(look, owner, { apiVersion: "v1", kind: "Pod", metadata, spec });
  if (!answer.ok) {
    look.emit(owner, { type: "Warning", reason: "FailedCreate", message: `Error creating: ${answer.status.message}` });
    return answer.status;
  }
  const created = "object" in answer ? textAt(answer.object, "metadata", "name") : undefined;
  look.emit(owner, { type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${created ?? ""}` });
  return undefined;
}

export function deletePod(look: Look, owner: KubernetesObject, pod: Pod): void {
  removeFor(look, owner, pod);
  const message = `Deleted pod: ${pod.metadata.name ?? ""}`;
  look.emit(owner, { type: "Normal", reason: "SuccessfulDelete", message });
}
