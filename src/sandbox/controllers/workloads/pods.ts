import { objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import type { StatusError } from "../../api/index.ts";
import { createFor, type Look, removeFor } from "./actions.ts";
import { ownerReference } from "./owned.ts";

export interface PodWish {
  /** Absent: a random suffix behind the owner's name. */
  readonly name?: string;
  /** Before that suffix, instead of the owner's name. */
  readonly prefix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** What is said when it is there, and when it is refused; as replica sets say it when absent. */
  readonly says?: (name: string) => string;
  readonly fails?: (name: string, why: string) => string;
}

/** Creates a pod from its owner's template and says so; answers why it could not. */
export function createPod(look: Look, owner: KubernetesObject, wish: PodWish = {}): StatusError | undefined {
  const template = objectAt(owner, "spec", "template");
  const own = objectAt(template, "metadata");
  const { name = "" } = owner.metadata;
  const metadata = {
    ...(wish.name === undefined ? { generateName: wish.prefix ?? `${name}-` } : { name: wish.name }),
    labels: { ...objectAt(own, "labels"), ...wish.labels },
    ...(own["annotations"] === undefined && wish.annotations === undefined
      ? {}
      : { annotations: { ...objectAt(own, "annotations"), ...wish.annotations } }),
    ownerReferences: [ownerReference(owner)],
  };
  const spec = { ...objectAt(template, "spec"), ...wish.spec };
  const answer = createFor(look, owner, { apiVersion: "v1", kind: "Pod", metadata, spec });
  if (!answer.ok) {
    const why = answer.status.message;
    const message = wish.fails?.(wish.name ?? "", why) ?? `Error creating: ${why}`;
    look.emit(owner, { type: "Warning", reason: "FailedCreate", message });
    return answer.status;
  }
  const created = "object" in answer ? textAt(answer.object, "metadata", "name") : undefined;
  const message = wish.says?.(created ?? "") ?? `Created pod: ${created ?? ""}`;
  look.emit(owner, { type: "Normal", reason: "SuccessfulCreate", message });
  return undefined;
}

/** Deletes a pod of an owner and says so, as replica sets say it. */
export function deletePod(look: Look, owner: KubernetesObject, pod: Pod): void {
  const message = `Deleted pod: ${pod.metadata.name ?? ""}`;
  removeFor(look, owner, pod);
  look.emit(owner, { type: "Normal", reason: "SuccessfulDelete", message });
}
