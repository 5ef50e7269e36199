import { type JsonObject, objectAt } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import { compareTexts, isTrueAt, objectsAt, stringAt } from "./fields.ts";

export function nameOf(object: unknown): string {
  return stringAt(object, "metadata", "name");
}

export function namespaceOf(object: unknown): string {
  return stringAt(object, "metadata", "namespace");
}

export function uidOf(object: unknown): string {
  return stringAt(object, "metadata", "uid");
}

export function labelsOf(object: unknown): JsonObject {
  return objectAt(object, "metadata", "labels");
}

/** The reference to the controller that owns an object. */
export function controllerOf(object: unknown): JsonObject | undefined {
  return objectsAt(object, "metadata", "ownerReferences").find((owner) => isTrueAt(owner, "controller"));
}

/** Objects of a kind, of one namespace or of all, in the order in which a server lists them. */
export function listKind(objects: readonly JsonObject[], kind: string, namespace?: string): readonly JsonObject[] {
  return objects
    .filter((object) => object["kind"] === kind && (namespace === undefined || namespaceOf(object) === namespace))
    .sort((a, b) => compareTexts(namespaceOf(a), namespaceOf(b)) || compareTexts(nameOf(a), nameOf(b)));
}

/** The same object with its members not known; `objectOf` is the way back. */
export function jsonOf(object: KubernetesObject): JsonObject {
  return { ...object };
}

export function objectOf(fields: JsonObject): KubernetesObject {
  return fields as unknown as KubernetesObject;
}
